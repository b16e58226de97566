namespace AccountRecovery;

/// <summary>The meaning of a database fault for the statement that failed.</summary>
internal enum FaultKind
{
    /// <summary>The fault is permanent: another try would fail in the same way.</summary>
    Lasting,

    /// <summary>The statement was not executed, and another try can succeed.</summary>
    Refused,

    /// <summary>The connection was lost, and it is unknown whether the statement was executed.</summary>
    InDoubt,
}
