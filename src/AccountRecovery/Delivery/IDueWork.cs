namespace AccountRecovery;

/// <summary>Does the due work that no call has done: ends everything that has expired, and delivers the events and messages that a crash has left undelivered.</summary>
/// <remarks>Call it about every minute from one or more processes. The cost depends on the amount of due work, not on the number of accounts.</remarks>
public interface IDueWork
{
    /// <summary>Runs one due-work sweep.</summary>
    /// <param name="maxAccounts">The maximum number of accounts to change, 1 or more. Accounts that fail do not count, so that they never delay the others.</param>
    /// <param name="cancellationToken">Stops the sweep between two accounts.</param>
    /// <returns>The result of the sweep.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxAccounts"/> is less than 1.</exception>
    ValueTask<DueWorkReport> RunAsync(int maxAccounts, CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits until every event and message that this process has committed is delivered or has failed for now. Call this method before the services are disposed of:
    /// afterwards this process cannot deliver anything, and the next sweep of any process delivers the rest.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting. The deliveries continue.</param>
    /// <returns>A task that completes when no delivery is running.</returns>
    ValueTask DrainAsync(CancellationToken cancellationToken = default);
}
