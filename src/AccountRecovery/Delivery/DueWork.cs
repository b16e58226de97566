using System.Diagnostics.CodeAnalysis;
using AccountRecovery.Ports;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AccountRecovery;

internal sealed class DueWork(
    IRecoveryStore store,
    RecordRunner runner,
    RecoveryClock clock,
    MonotonicClock steady,
    StoreClockCheck storeClock,
    EventDelivery delivery,
    MessageDelivery messages,
    RecoveryPolicy policy,
    RecoveryMeter meter,
    ILogger<DueWork> log) : IDueWork
{
    private const int PageSize = 100;

    public ValueTask<DueWorkReport> RunAsync(int maxAccounts, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxAccounts, 1);
        return meter.WatchAsync(
            RecoveryAction.RunDueWork,
            RecoveryMethod.None,
            (Work: this, maxAccounts, cancellationToken),
            static it => it.Work.SweepAsync(it.maxAccounts, it.cancellationToken),
            static report => report.ClockSuspect ? Ending.OfBusy(BusyReason.ClockSuspect) : new Ending(Result.Completed));
    }

    public async ValueTask DrainAsync(CancellationToken cancellationToken = default)
    {
        // A message that cannot be delivered raises an event, and the delivery of the event begins only then. So the loop repeats until both are idle.
        while (!messages.IsIdle || !delivery.IsIdle)
        {
            await Task.WhenAll(delivery.DrainAsync(), messages.DrainAsync()).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>How late the first of a list of due accounts is. A due instant at the Unix epoch means "at once" and is not late.</summary>
    internal static Duration LagOf(IReadOnlyList<DueAccount> due, Instant now) =>
        due is [{ Due: var oldest }, ..] && oldest > NodaConstants.UnixEpoch ? Duration.Max(Duration.Zero, now - oldest) : Duration.Zero;

    private async ValueTask<DueWorkReport> SweepAsync(int maxAccounts, CancellationToken cancellationToken)
    {
        if (!steady.Agrees())
        {
            log.LogWarning("This server's wall clock has jumped compared with its monotonic clock. This sweep ends nothing. Check the clock of this server.");
            return new DueWorkReport(0, 0, 0, ClockSuspect: true);
        }

        if (await storeClock.IsSuspectAsync(cancellationToken).ConfigureAwait(false))
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
            Instant now = clock.Now;
            page = await store.ListDueAsync(now, after, PageSize, cancellationToken).ConfigureAwait(false);
            if (after is null)
            {
                meter.Lagged(LagOf(page, now).ToTimeSpan());
            }

            foreach (DueAccount due in page.TakeWhile(_ => changed < maxAccounts))
            {
                cancellationToken.ThrowIfCancellationRequested();
                examined++;
                after = due;
                Result result = await TryWorkAsync(due.Account, cancellationToken).ConfigureAwait(false);
                meter.Examined(result);
                changed += result == Result.Changed ? 1 : 0;
                failed += result == Result.Failed ? 1 : 0;
            }
        }
        while (page.Count > 0 && changed < maxAccounts);

        return new DueWorkReport(examined, changed, failed, ClockSuspect: false);
    }

    [SuppressMessage("Design", "CA1031", Justification = "If one account fails, the sweep continues with the others.")]
    private async Task<Result> TryWorkAsync(AccountId account, CancellationToken cancellationToken)
    {
        try
        {
            return await runner.RunAsync(account, Work, Busy, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "Due work on account {Account} failed; the next sweep tries again.", account);
            return Result.Failed;
        }
    }

    private Result Busy(BusyReason why)
    {
        meter.Busy(RecoveryAction.RunDueWork, why);
        return Result.Failed;
    }

    private Decision<Result> Work(Loaded loaded) => loaded switch
    {
        { HasEnded: true, Record: { } record } => new Decision<Result>(Result.Changed, record),
        { Erased.Events.Items.IsEmpty: true } => Decision<Result>.Delete(Result.Changed),
        { Stored: { } stored } when delivery.Listens && stored.Events.MayDeliver(loaded.Now) => new Decision<Result>(Result.Changed, stored),
        { Record: { } record } when !policy.Channels.IsEmpty && !record.Messages.DueAt(loaded.Now).IsEmpty => new Decision<Result>(Result.Changed, record),

        // An older version did not move the due instant, because of fields that it did not know. A version that knows them moves it, or the account would be listed
        // for ever.
        { Stored: { } stored } when stored.DueAfter(loaded.Due) != loaded.Due => new Decision<Result>(Result.Changed, stored),
        _ => Result.Unchanged,
    };
}
