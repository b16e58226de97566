namespace AccountRecovery;

/// <summary>Does what is due without being asked: ends what has run out, and delivers what a crash left behind.</summary>
/// <remarks>Call it every minute or so from one or several machines; it costs by what is due, not by how many accounts there are.</remarks>
public interface IDueWork
{
    /// <summary>One sweep.</summary>
    /// <param name="maxAccounts">Change so many accounts at most, 1 or more. Those that cannot be worked on do not count, so that they never keep the others waiting.</param>
    /// <param name="cancellationToken">Stops the sweep between two accounts.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxAccounts"/> is less than 1.</exception>
    ValueTask<DueWorkReport> RunAsync(int maxAccounts, CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits until every event that this process has committed is delivered, or refused for now. Call it before the services are disposed: after that nothing can be
    /// delivered here, and what is left waits for the next sweep of any process.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait; deliveries go on.</param>
    /// <returns>Completes when no delivery is under way.</returns>
    ValueTask DrainAsync(CancellationToken cancellationToken = default);
}
