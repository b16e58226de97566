using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Tells that so many writes have lost a race.</summary>
internal sealed class LosingStore(IRecoveryStore inner) : StoreWrapper(inner)
{
    private int _toLose;

    internal int ToLose
    {
        get => Volatile.Read(ref _toLose);
        set => Volatile.Write(ref _toLose, value);
    }

    public override ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
    {
        if (ToLose > 0)
        {
            Interlocked.Decrement(ref _toLose);
            return ValueTask.FromResult(false);
        }

        return Inner.TryWriteAsync(account, expected, next, cancellationToken);
    }
}
