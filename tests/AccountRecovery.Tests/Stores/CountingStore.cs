using System.Collections.Concurrent;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Keeps everything that was ever written, so that a test can count and search it.</summary>
internal sealed class CountingStore(IRecoveryStore inner) : StoreWrapper(inner)
{
    private readonly ConcurrentQueue<StoredRecord> _written = new();
    private int _reads;

    internal int Reads => Volatile.Read(ref _reads);

    internal int Writes => _written.Count;

    internal IReadOnlyCollection<StoredRecord> Written => _written;

    public override ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return Inner.ReadAsync(account, cancellationToken);
    }

    public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
    {
        bool stood = await Inner.TryWriteAsync(account, expected, next, cancellationToken);
        if (stood)
        {
            _written.Enqueue(next);
        }

        return stood;
    }
}
