using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

internal sealed class HealthLook(IRecoveryStore store, RecoveryClock clock, StoreClockCheck storeClock, HashingLanes lanes) : IRecoveryHealth
{
    public async ValueTask<RecoveryCondition> ReadAsync(CancellationToken ct = default)
    {
        bool suspect = await storeClock.IsSuspectAsync(ct).ConfigureAwait(false);
        Instant now = clock.Now;
        IReadOnlyList<DueAccount> oldest = await store.ListDueAsync(now, after: null, max: 1, ct).ConfigureAwait(false);
        LaneLoad load = lanes.Load;
        return new RecoveryCondition(suspect, DueWork.LagOf(oldest, now), load.Running, load.Lanes, load.Waiting, load.Places);
    }
}
