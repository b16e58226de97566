using NodaTime;

namespace AccountRecovery.Ports;

/// <summary>Keeps one sealed record for each account. The whole storage contract.</summary>
/// <remarks>
/// <para>Linearizable: a read that begins after a write has returned sees that write or a later one, never an older one; do not read from a replica.</para>
/// <para>Durable on return: what a write has acknowledged survives a crash.</para>
/// <para>Guarded: a write happens wholly or not at all, and only if the revision still stands at that very moment
/// (one conditional statement, not a read followed by a write).</para>
/// <para>Never part of an ambient transaction: each call uses a connection of its own. A host that rolls back must not un-count a wrong guess.</para>
/// <para>An account is its bytes (<see cref="AccountId.ToBytes"/>): ids that differ in one are different accounts, and are listed as they were given.</para>
/// <para>A lost race is <c>false</c>, also where the database calls it a conflict, a deadlock or busy; a fault is an exception. A call that
/// ends with <see cref="OperationCanceledException"/> has written nothing. Members are called concurrently.</para>
/// <para>Memory is not shared: what a caller does to the bytes that it gave or was given is not stored.</para>
/// <para>A store may also implement <see cref="IRecoveryStoreClock"/> and <see cref="IRecoveryStoreInventory"/>.
/// <c>RecoveryStoreConformance</c> in AccountRecovery.Testing checks all of this, but for durability.</para>
/// </remarks>
public interface IRecoveryStore
{
    /// <summary>Reads the account's record.</summary>
    /// <param name="account">The account.</param>
    /// <param name="cancellationToken">Cancels the read: <see cref="OperationCanceledException"/>.</param>
    /// <returns>The record, or null when the account has none.</returns>
    ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken);

    /// <summary>Writes the record if the expected revision still stands.</summary>
    /// <param name="account">The account.</param>
    /// <param name="expected">The revision to replace; null when there must be no record yet.</param>
    /// <param name="next">What to keep from now on; its revision is new.</param>
    /// <param name="cancellationToken">Cancels the call before it starts. The library passes a token that is never cancelled: a commit that has begun is carried through.</param>
    /// <returns>True when <paramref name="next"/> is durably stored; false when the revision did not stand and nothing changed.</returns>
    ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken);

    /// <summary>Deletes the record if the expected revision still stands.</summary>
    /// <param name="account">The account.</param>
    /// <param name="expected">The revision to delete.</param>
    /// <param name="cancellationToken">Cancels the call before it starts.</param>
    /// <returns>True when the record is gone; false when the revision did not stand and nothing changed.</returns>
    ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken cancellationToken);

    /// <summary>Lists accounts whose <see cref="StoredRecord.Due"/> is at or before an instant, by instant, then by the account's bytes.</summary>
    /// <param name="now">Due at or before this instant (inclusive), in whole microseconds.</param>
    /// <param name="after">List only what comes after this entry, whose account need not be there (any more); null to begin at the first.</param>
    /// <param name="max">At most so many, 1 or more.</param>
    /// <param name="cancellationToken">Cancels the call: <see cref="OperationCanceledException"/>.</param>
    /// <returns>
    /// In order. An empty page means that nothing comes after; a shorter one does not. Must never leave out an account that is due from before the call
    /// until after it; may for a short while list one at a place that it has just left.
    /// </returns>
    ValueTask<IReadOnlyList<DueAccount>> ListDueAsync(Instant now, DueAccount? after, int max, CancellationToken cancellationToken);
}
