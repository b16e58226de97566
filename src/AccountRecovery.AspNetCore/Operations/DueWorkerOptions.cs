namespace AccountRecovery;

/// <summary>The settings of the due-work worker. All settings are checked when the application starts, and all failures are reported together.</summary>
public sealed class DueWorkerOptions
{
    /// <summary>The time between two sweeps. Default 1 minute, from 1 second to 1 hour.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The fraction by which each pause is randomly made longer or shorter, so that servers do not all sweep at the same time. Default 0.2, from 0 to 0.5.
    /// </summary>
    public double Jitter { get; set; } = 0.2;

    /// <summary>The largest number of accounts that one sweep changes. If more work is due, the next sweep begins at once. Default 500, from 1 to 100,000.</summary>
    public int MaxAccounts { get; set; } = 500;

    /// <summary>
    /// The longest pause while sweeps fail. The first pause is <see cref="Interval"/>, and each further failure doubles the pause. The jitter is added to this limit.
    /// Default 15 minutes, from <see cref="Interval"/> to 24 hours.
    /// </summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(15);
}
