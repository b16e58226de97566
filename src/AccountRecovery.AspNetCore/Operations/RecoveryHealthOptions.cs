namespace AccountRecovery;

/// <summary>What the health check regards as healthy. Checked as a whole when the application starts; every failure is named at once.</summary>
public sealed class RecoveryHealthOptions
{
    /// <summary>How late the oldest due account may be. Default 15 minutes, from 1 minute to 24 hours.</summary>
    public TimeSpan LongestLag { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long the store has to answer. Default 5 seconds, from 100 milliseconds to 1 minute.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);
}
