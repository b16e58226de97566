namespace AccountRecovery;

/// <summary>How the worker goes about due work. Checked as a whole when the application starts; every failure is named at once.</summary>
public sealed class DueWorkerOptions
{
    /// <summary>The time between two sweeps. Default 1 minute, from 1 second to 1 hour.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>By what part of itself each pause is made longer or shorter at random, so that machines do not sweep in step. Default 0.2, from 0 to 0.5.</summary>
    public double Jitter { get; set; } = 0.2;

    /// <summary>Accounts that one sweep changes at most; where there is more to do, the next one begins at once. Default 500, from 1 to 100,000.</summary>
    public int MaxAccounts { get; set; } = 500;

    /// <summary>
    /// The longest pause while sweeps fail: the first pause is <see cref="Interval"/>, and each further failure doubles it. The jitter comes on top.
    /// Default 15 minutes, from <see cref="Interval"/> to 24 hours.
    /// </summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(15);
}
