using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>A database that is backed up and restored: a backup is every record as it was, revisions included.</summary>
internal sealed class SnapshotStore : IRecoveryStore, IRecoveryStoreInventory
{
    private InMemoryRecoveryStore _now = InMemory.Store();

    public ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken) => _now.ReadAsync(account, cancellationToken);

    public ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken) => _now.TryWriteAsync(account, expected, next, cancellationToken);

    public ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken cancellationToken) => _now.TryDeleteAsync(account, expected, cancellationToken);

    public ValueTask<IReadOnlyList<DueAccount>> ListDueAsync(Instant now, DueAccount? after, int max, CancellationToken cancellationToken) => _now.ListDueAsync(now, after, max, cancellationToken);

    public ValueTask<IReadOnlyList<AccountId>> ListAsync(AccountId? after, int max, CancellationToken cancellationToken) => _now.ListAsync(after, max, cancellationToken);

    internal async Task<Dictionary<AccountId, StoredRecord>> BackUpAsync()
    {
        var backup = new Dictionary<AccountId, StoredRecord>();
        foreach (AccountId account in await _now.ListAsync(null, int.MaxValue, CancellationToken.None))
        {
            backup[account] = (await _now.ReadAsync(account, CancellationToken.None))!;
        }

        return backup;
    }

    internal async Task RestoreAsync(Dictionary<AccountId, StoredRecord> backup)
    {
        _now = InMemory.Store();
        foreach ((AccountId account, StoredRecord record) in backup)
        {
            Assert.True(await _now.TryWriteAsync(account, null, record, CancellationToken.None));
        }
    }
}
