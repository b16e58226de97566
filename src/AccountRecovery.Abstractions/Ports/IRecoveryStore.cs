using NodaTime;

namespace AccountRecovery.Ports;

/// <summary>Keeps one sealed record for each account. This interface is the whole storage contract.</summary>
/// <remarks>
/// <para>Linearizable: a read that begins after a write has returned returns the record of that write or of a
/// later write, never an older record. Do not read from a replica.</para>
/// <para>Durable on return: when a write has returned true, its record survives a crash.</para>
/// <para>Guarded: a write happens wholly or not at all, and only if the record still has the expected revision at the moment of writing
/// (one conditional statement, not a read followed by a write).</para>
/// <para>Outside any ambient transaction: each call uses a connection of its own. If the host rolls back its transaction, a counted wrong guess must stay counted.</para>
/// <para>Accounts are compared by their bytes (<see cref="AccountId.ToBytes"/>): ids that differ in one byte
/// are different accounts, and the store lists each id unchanged.</para>
/// <para>A write that loses a race against another write returns <c>false</c>, also if the database reports a conflict, a deadlock or a busy state. A fault is an
/// exception. A call that ends with <see cref="OperationCanceledException"/> has written nothing. Members are called concurrently.</para>
/// <para>Memory is not shared: if a caller changes bytes that it passed to the store or received from it, the stored record does not change.</para>
/// <para>A store may also implement <see cref="IRecoveryStoreClock"/> and <see cref="IRecoveryStoreInventory"/>.
/// <c>RecoveryStoreConformance</c> in AccountRecovery.Testing checks all these rules except durability.</para>
/// </remarks>
public interface IRecoveryStore
{
    /// <summary>Reads the account's record.</summary>
    /// <param name="account">The account.</param>
    /// <param name="cancellationToken">Cancels the read, which then throws <see cref="OperationCanceledException"/>.</param>
    /// <returns>The record, or null if the account has none.</returns>
    ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken);

    /// <summary>Writes the record if the stored record still has the expected revision.</summary>
    /// <param name="account">The account.</param>
    /// <param name="expected">The revision to replace; null if the account must not have a record yet.</param>
    /// <param name="next">The record to store, with a new revision.</param>
    /// <param name="cancellationToken">Cancels the call before it starts. The library passes a token that is
    /// never cancelled, so that a commit that has begun is always completed.</param>
    /// <returns>True if <paramref name="next"/> is durably stored; false if the stored revision was another one and nothing changed.</returns>
    ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken);

    /// <summary>Deletes the record if it still has the expected revision.</summary>
    /// <param name="account">The account.</param>
    /// <param name="expected">The revision to delete.</param>
    /// <param name="cancellationToken">Cancels the call before it starts.</param>
    /// <returns>True if the record is deleted; false if the stored revision was another one and nothing changed.</returns>
    ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken cancellationToken);

    /// <summary>Lists the accounts whose <see cref="StoredRecord.Due"/> is at or before an instant, ordered by the due instant, then by the account's bytes.</summary>
    /// <param name="now">The instant at or before which the listed accounts are due (inclusive), in whole microseconds.</param>
    /// <param name="after">The entry after which the list begins; its account need not exist any longer. Null to begin at the first entry.</param>
    /// <param name="max">The largest number of entries to return, 1 or more.</param>
    /// <param name="cancellationToken">Cancels the call, which then throws <see cref="OperationCanceledException"/>.</param>
    /// <returns>
    /// A page of entries in order. An empty page means that no entries follow; a page with fewer than <paramref name="max"/> entries does not. The store must list
    /// every account that is due from before the call until after it. For a short time, it may list an account at a due instant that has just changed.
    /// </returns>
    ValueTask<IReadOnlyList<DueAccount>> ListDueAsync(Instant now, DueAccount? after, int max, CancellationToken cancellationToken);
}
