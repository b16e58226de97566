using NodaTime;

namespace AccountRecovery;

[Trait("Category", "NoText")]
public sealed class ClockRepairRulesTests
{
    private static readonly Instant Now = CompletionScene.Now;
    private static readonly RecoveryPolicy Policy = FullestRecord.Policy;
    private static readonly RecordTimeline Timeline = new(AccountRecoveryTimeline.Rules, Policy);
    private static readonly AccountRecord Account = CompletionScene.Account(AccountState.Established, KeyIs.Absent, [Shows.Mail]);
    private static readonly Instant Tolerated = Now + RecoveryClock.Tolerance;

    [Fact]
    public void A_record_ahead_by_the_tolerance_is_left_alone_and_by_a_microsecond_more_is_repaired()
    {
        Instant ahead = Tolerated + ContactScene.Grain;

        Assert.Equal(new RepairOutcome.NotNeeded(), Repair(Account with { Latest = Tolerated }));
        Assert.Equal(new RepairOutcome.NotNeeded(), Repair(Account with { Latest = Now - Duration.FromDays(1) }));
        Assert.Equal(new RepairOutcome.Repaired(ahead, Now), Repair(Account with { Latest = ahead }).Answer);
        Assert.Equal(new RepairOutcome.NoRecord(), Repair(null));
    }

    [Fact]
    public void Time_goes_on_from_the_right_clock_and_no_ticket_of_the_wrong_one_is_good()
    {
        AccountRecord next = Repair(Account with { Latest = Now + Duration.FromDays(400) }).Next!;

        Assert.Equal((Now, Account.Epoch + 1), (next.Latest, next.Epoch));
        QueuedEvent told = Assert.Single(next.Events.Items);
        Assert.Equal((RecoveryEventKind.ClockRepaired, Now), (told.Kind, told.At));
    }

    [Fact]
    public void A_wait_from_the_future_begins_again_in_full_so_that_the_owner_has_all_of_it_to_cancel()
    {
        Instant wrong = Now + Duration.FromDays(400);
        var wait = new Wait(wrong, wrong + Policy.Wait);
        AccountRecord waiting = Account with { Latest = wrong, Access = Account.Access with { Wait = wait, WaitStarts = [wrong] } };

        AccountRecord next = Repair(waiting).Next!;

        Assert.Equal((Now, Now + Policy.Wait), (next.Access.Wait!.Since, next.Access.Wait.Until));
    }

    [Fact]
    public void A_lease_from_the_future_ends_within_the_time_of_a_lease_and_an_earlier_one_when_it_would()
    {
        Instant ends = Now + EventQueue.LeaseTime;

        Assert.Equal(ends, HeldUntil(ends + ContactScene.Grain));
        Assert.Equal(ends - ContactScene.Grain, HeldUntil(ends - ContactScene.Grain));
        Assert.Null(HeldUntil(null));
    }

    private static Instant? HeldUntil(Instant? until) =>
        Repair(Account with { Latest = Now + Duration.FromDays(1), Events = Account.Events with { HeldUntil = until } }).Next!.Events.HeldUntil;

    private static Decision<RepairOutcome> Repair(AccountRecord? record) => ClockRepairRules.Repair(record, Timeline, FullestRecord.From, Policy, Now);
}
