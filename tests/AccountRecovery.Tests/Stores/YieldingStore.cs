using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Lets others run between every two steps, as a network would.</summary>
internal sealed class YieldingStore(IRecoveryStore inner) : StoreWrapper(inner)
{
    public override async ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken)
    {
        StoredRecord? read = await Inner.ReadAsync(account, cancellationToken);
        await Task.Yield();
        return read;
    }

    public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return await Inner.TryWriteAsync(account, expected, next, cancellationToken);
    }
}
