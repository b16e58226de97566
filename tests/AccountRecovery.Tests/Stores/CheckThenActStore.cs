using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Broken on purpose: compares the revision in one call and writes in the next, over a store that ignores revisions.</summary>
internal sealed class CheckThenActStore(IRecoveryStore inner) : StoreWrapper(inner)
{
    public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
    {
        StoredRecord? current = await Inner.ReadAsync(account, cancellationToken);
        return current?.Revision == expected && await Inner.TryWriteAsync(account, expected, next, cancellationToken);
    }
}
