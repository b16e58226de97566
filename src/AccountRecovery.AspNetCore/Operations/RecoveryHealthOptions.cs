namespace AccountRecovery;

/// <summary>
/// The limits within which the health check reports healthy. All settings are checked when the application starts, and all failures are reported together.
/// </summary>
public sealed class RecoveryHealthOptions
{
    /// <summary>The longest time for which the work of an account may be overdue. Default 15 minutes, from 1 minute to 24 hours.</summary>
    public TimeSpan LongestLag { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The time that the store has for an answer. Default 5 seconds, from 100 milliseconds to 1 minute.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);
}
