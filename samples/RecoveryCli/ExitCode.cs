namespace RecoveryCli;

/// <summary>What a script learns from the exit code.</summary>
internal enum ExitCode
{
    Done = 0,

    /// <summary>The library said no: a wrong, spent or malformed code, a pause, a refusal.</summary>
    Refused = 1,

    /// <summary>The command line, a root key or a folder is wrong; nothing was done.</summary>
    WrongUsage = 2,

    /// <summary>Nothing could be done right now, or the clock is suspect: try again later.</summary>
    Busy = 3,

    /// <summary>The database, the key file or a record is not fit for use.</summary>
    Fault = 4,

    /// <summary>Stopped by Ctrl+C; what was committed stays.</summary>
    Stopped = 130,
}
