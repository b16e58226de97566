namespace AccountRecovery;

/// <summary>By which names a host listens to the library.</summary>
public static class RecoveryTelemetry
{
    /// <summary>The meter of every measurement. What each one means is in <c>docs/operations.md</c>.</summary>
    public const string MeterName = "AccountRecovery";

    /// <summary>The source of the activities: one for each call that changes an account, and one for each sweep.</summary>
    public const string ActivitySourceName = "AccountRecovery";
}
