using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Passes everything through; a double changes the one thing it is about.</summary>
internal abstract class StoreWrapper(IRecoveryStore inner) : IRecoveryStore, IRecoveryStoreInventory
{
    protected IRecoveryStore Inner { get; } = inner;

    public virtual ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken) => Inner.ReadAsync(account, cancellationToken);

    public virtual ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken) =>
        Inner.TryWriteAsync(account, expected, next, cancellationToken);

    public virtual ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken cancellationToken) => Inner.TryDeleteAsync(account, expected, cancellationToken);

    public virtual ValueTask<IReadOnlyList<DueAccount>> ListDueAsync(Instant now, DueAccount? after, int max, CancellationToken cancellationToken) =>
        Inner.ListDueAsync(now, after, max, cancellationToken);

    public virtual ValueTask<IReadOnlyList<AccountId>> ListAsync(AccountId? after, int max, CancellationToken cancellationToken) =>
        ((IRecoveryStoreInventory)Inner).ListAsync(after, max, cancellationToken);
}
