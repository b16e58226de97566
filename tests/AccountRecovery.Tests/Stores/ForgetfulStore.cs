using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Broken on purpose: acknowledges every n-th write and does not keep it.</summary>
internal sealed class ForgetfulStore(IRecoveryStore inner, int every) : StoreWrapper(inner)
{
    private int _writes;

    public override ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken) =>
        Interlocked.Increment(ref _writes) % every == 0 ? ValueTask.FromResult(true) : Inner.TryWriteAsync(account, expected, next, cancellationToken);
}
