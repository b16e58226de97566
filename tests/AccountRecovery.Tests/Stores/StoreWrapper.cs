using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Passes everything through; a double changes the one thing it is about.</summary>
internal abstract class StoreWrapper(IRecoveryStore inner) : IRecoveryStore, IRecoveryStoreInventory
{
    protected IRecoveryStore Inner { get; } = inner;

    public virtual ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken ct) => Inner.ReadAsync(account, ct);

    public virtual ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken ct) =>
        Inner.TryWriteAsync(account, expected, next, ct);

    public virtual ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken ct) => Inner.TryDeleteAsync(account, expected, ct);

    public virtual ValueTask<IReadOnlyList<DueAccount>> ListDueAsync(Instant now, DueAccount? after, int max, CancellationToken ct) =>
        Inner.ListDueAsync(now, after, max, ct);

    public virtual ValueTask<IReadOnlyList<AccountId>> ListAsync(AccountId? after, int max, CancellationToken ct) =>
        ((IRecoveryStoreInventory)Inner).ListAsync(after, max, ct);
}
