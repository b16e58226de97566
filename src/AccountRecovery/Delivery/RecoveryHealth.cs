using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

internal sealed class RecoveryHealth(IRecoveryStore store, RecoveryClock clock, StoreClockCheck storeClock, HashLimiter limiter) : IRecoveryHealth
{
    public async ValueTask<RecoveryHealthReport> ReadAsync(CancellationToken cancellationToken = default)
    {
        bool suspect = await storeClock.IsSuspectAsync(cancellationToken).ConfigureAwait(false);
        Instant now = clock.Now;
        IReadOnlyList<DueAccount> oldest = await store.ListDueAsync(now, after: null, max: 1, cancellationToken).ConfigureAwait(false);
        HashLoad load = limiter.Load;
        return new RecoveryHealthReport(suspect, DueWork.LagOf(oldest, now), load.Running, load.Lanes, load.Waiting, load.Places);
    }
}
