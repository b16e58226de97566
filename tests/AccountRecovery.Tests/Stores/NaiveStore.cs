using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Broken on purpose: writes whatever it is given, whichever revision was expected. What a read followed by a write comes to.</summary>
internal sealed class NaiveStore(IRecoveryStore inner) : StoreWrapper(inner)
{
    public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
    {
        StoredRecord? current = await Inner.ReadAsync(account, cancellationToken);
        while (!await Inner.TryWriteAsync(account, current?.Revision, next, cancellationToken))
        {
            current = await Inner.ReadAsync(account, cancellationToken);
        }

        return true;
    }
}
