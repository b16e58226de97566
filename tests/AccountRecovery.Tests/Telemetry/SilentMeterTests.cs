namespace AccountRecovery;

[Collection(Alone.Name)]
public sealed class SilentMeterTests
{
    private const int Calls = 1_000;

    private static readonly RedeemOutcome Outcome = new RedeemOutcome.Refused(Refusal.WrongCode);

    private readonly RecoveryMeter _meter = new(meters: null);

    [Fact]
    public void Nothing_is_allocated_while_nobody_listens() => Assert.Equal(0, AllocatedBy(Use));

    [Fact]
    public async Task A_call_that_takes_its_time_is_handed_on_as_it_is_while_nobody_listens()
    {
        var pending = new TaskCompletionSource<DueWorkReport>();
        Task<DueWorkReport> Watch() => _meter.WatchAsync(
            RecoveryAction.RunDueWork, RecoveryMethod.None, pending.Task, static task => new ValueTask<DueWorkReport>(task), static _ => new Ending(Result.Completed)).AsTask();

        Task<DueWorkReport> alone = Watch();
        using var spy = new TelemetrySpy(_meter);
        Task<DueWorkReport> heard = Watch();
        pending.SetResult(new DueWorkReport(0, 0, 0, ClockSuspect: false));
        await heard;

        Assert.Same(pending.Task, alone);
        Assert.NotSame(pending.Task, heard);
        Assert.Equal(1, spy.Sum("due_work.passes"));
    }

    [Fact]
    public void The_gauge_sees_what_a_listener_costs()
    {
        using var spy = new TelemetrySpy(_meter);

        Assert.True(AllocatedBy(Use) > Calls);
    }

    // Answers at once, with what was made before.
    private void Use()
    {
        for (int i = 0; i < Calls; i++)
        {
            Done(_meter.WatchAsync(RecoveryAction.Redeem, RecoveryMethod.BackupCodes, Outcome, static outcome => new ValueTask<RedeemOutcome>(outcome), static outcome => outcome.Ending));
            _meter.Hashed(_meter.HashBegins());
            _meter.Examined(Result.Changed);
            _meter.Busy(RecoveryAction.RunDueWork, BusyReason.Conflict);
            _meter.Handed(RecoveryEventKind.CodeRedeemed, Result.Delivered);
            _meter.Lagged(TimeSpan.FromSeconds(i));
        }
    }

    private static void Done<T>(ValueTask<T> call) => Assert.True(call.IsCompletedSuccessfully);

    private static long AllocatedBy(Action work)
    {
        // Twice before: what is made once is not counted.
        work();
        work();
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
