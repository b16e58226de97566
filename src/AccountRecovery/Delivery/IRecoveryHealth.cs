namespace AccountRecovery;

/// <summary>The state of this process and its store, for health checks. Each read makes one or two cheap calls to the store, whatever the number of accounts.</summary>
public interface IRecoveryHealth
{
    /// <summary>Reads the store's list of due accounts, the clocks and the load of the hashing lanes. Changes nothing, and reports no account id.</summary>
    /// <param name="cancellationToken">Cancels the read with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The state. An exception of the store is thrown to the caller.</returns>
    ValueTask<RecoveryHealthReport> ReadAsync(CancellationToken cancellationToken = default);
}
