using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>A store with a clock of its own, which a test answers for and counts the readings of.</summary>
internal sealed class ClockedStore(IRecoveryStore inner, Func<ValueTask<Instant>> clock) : StoreWrapper(inner), IRecoveryStoreClock
{
    private int _asked;

    internal Func<ValueTask<Instant>> Clock { get; set; } = clock;

    internal int Asked => Volatile.Read(ref _asked);

    public ValueTask<Instant> GetNowAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        return Clock();
    }
}
