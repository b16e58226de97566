using AccountRecovery.Ports;

namespace AccountRecovery.Races;

/// <summary>Comes to the moments before and after each write.</summary>
internal sealed class FatalStore(IRecoveryStore inner, Fate fate) : StoreWrapper(inner)
{
    public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
    {
        fate.Pass(Moment.BeforeWrite);
        bool written = await Inner.TryWriteAsync(account, expected, next, cancellationToken);
        fate.Pass(Moment.AfterWrite);
        return written;
    }
}
