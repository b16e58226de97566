namespace AccountRecovery;

/// <summary>Tells the short run, which everybody makes, from the full one.</summary>
internal static class FullRun
{
    internal static bool IsOn { get; } = Environment.GetEnvironmentVariable("ACCOUNTRECOVERY_FULL") == "1";

    /// <summary>A figure for the short run, or the promised one for the full run.</summary>
    internal static int Or(int shortRun, int fullRun) => IsOn ? fullRun : shortRun;
}
