namespace AccountRecovery;

/// <summary>The names under which a host listens to the library's telemetry.</summary>
public static class RecoveryTelemetry
{
    /// <summary>The name of the meter of all measurements, which <c>docs/operations.md</c> explains.</summary>
    public const string MeterName = "AccountRecovery";

    /// <summary>The source of the activities: one activity for each call that changes an account, and one for each due-work sweep.</summary>
    public const string ActivitySourceName = "AccountRecovery";
}
