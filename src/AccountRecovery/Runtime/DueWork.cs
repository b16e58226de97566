using System.Diagnostics.CodeAnalysis;
using AccountRecovery.Ports;
using Microsoft.Extensions.Logging;

namespace AccountRecovery;

internal sealed class DueWork(
    IRecoveryStore store, RecordRunner runner, RecoveryClock clock, SteadyClock steady, StoreClockCheck storeClock, EventDelivery delivery, ILogger<DueWork> log) : IDueWork
{
    private const int PageSize = 100;

    public async ValueTask<DueWorkReport> RunAsync(int maxAccounts, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxAccounts, 1);
        if (!steady.Agrees())
        {
            log.LogWarning("The wall clock has jumped against the steady one; this sweep ends nothing. Look at the clock of this machine.");
            return new DueWorkReport(0, 0, 0, ClockSuspect: true);
        }

        if (await storeClock.IsSuspectAsync(ct).ConfigureAwait(false))
        {
            return new DueWorkReport(0, 0, 0, ClockSuspect: true);
        }

        int examined = 0;
        int changed = 0;
        int failed = 0;
        DueAccount? after = null;
        IReadOnlyList<DueAccount> page;
        do
        {
            page = await store.ListDueAsync(clock.Now, after, PageSize, ct).ConfigureAwait(false);
            foreach (DueAccount due in page.TakeWhile(_ => changed < maxAccounts))
            {
                ct.ThrowIfCancellationRequested();
                examined++;
                after = due;
                switch (await TryWorkAsync(due.Account, ct).ConfigureAwait(false))
                {
                    case true:
                        changed++;
                        break;
                    case null:
                        failed++;
                        break;
                    default:
                        break;
                }
            }
        }
        while (page.Count > 0 && changed < maxAccounts);

        return new DueWorkReport(examined, changed, failed, ClockSuspect: false);
    }

    public async ValueTask DrainAsync(CancellationToken ct = default) => await delivery.DrainAsync().WaitAsync(ct).ConfigureAwait(false);

    // True when something changed, false when there was nothing to do, null when it failed.
    [SuppressMessage("Design", "CA1031", Justification = "One account that fails must not keep the sweep from the others.")]
    private async Task<bool?> TryWorkAsync(AccountId account, CancellationToken ct)
    {
        try
        {
            return await runner.RunAsync<bool?>(account, Work, busy: _ => null, ct).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "Due work on account {Account} failed; the next sweep tries again.", account);
            return null;
        }
    }

    private Decision<bool?> Work(Loaded loaded) => loaded.Record is { } record && (loaded.HasEnded || (delivery.Listens && record.Events.MayDeliver(loaded.Now)))
        ? new Decision<bool?>(true, record)
        : new Decision<bool?>(false, null);
}
