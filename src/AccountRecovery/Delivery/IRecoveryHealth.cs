namespace AccountRecovery;

/// <summary>How this process and its store are, for health checks: one cheap question to the store, whatever the number of accounts.</summary>
public interface IRecoveryHealth
{
    /// <summary>Looks at the store's list of due accounts, at the clocks and at the hashing lanes. Changes nothing, and names no account.</summary>
    /// <param name="cancellationToken">Ends the look: <see cref="OperationCanceledException"/>.</param>
    /// <returns>What was seen. A fault of the store is thrown, as everywhere.</returns>
    ValueTask<RecoveryHealthReport> ReadAsync(CancellationToken cancellationToken = default);
}
