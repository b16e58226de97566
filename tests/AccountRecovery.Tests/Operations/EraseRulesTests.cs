using NodaTime;

namespace AccountRecovery;

[Trait("Category", "NoText")]
public sealed class EraseRulesTests
{
    private static readonly Instant Now = CompletionScene.Now;
    private static readonly RecoveryPolicy Policy = FullestRecord.Policy;
    private static readonly RecoveryPolicy Silent = new(new AccountRecoveryOptions { Site = "Example" }, keepEvents: false, []);
    private static readonly RecordSecret Fresh = new([.. Enumerable.Repeat((byte)7, RecordSecret.Size)]);
    private static readonly Wait Running = new(Now - Duration.FromDays(1), Now + Duration.FromDays(29));
    private static readonly AccountRecord Account = CompletionScene.Account(AccountState.Established, KeyIs.Absent, [Shows.Mail]).WithWaiting(3);
    private static readonly AccountRecord Frozen = Account with { Access = Account.Access with { FrozenAt = Now } };
    private static readonly AccountRecord Waiting = Account with { Access = Account.Access with { Wait = Running } };

    [Fact]
    public void Only_the_event_of_the_erasing_is_left_under_a_new_secret_and_tickets_are_void()
    {
        Decision<EraseOutcome> decision = Erase(Account);
        AccountRecord left = decision.Next!;

        Assert.Equal(new EraseOutcome.Erased(), decision.Answer);
        QueuedEvent told = Assert.Single(left.Events.Items);
        Assert.Equal((RecoveryEventKind.AccountErased, Now, Account.Events.LastSequence + 1), (told.Kind, told.At, told.Sequence));
        Assert.Equal(Math.Max(Account.Epoch + 1, Microseconds.From(Now)), left.Epoch);
        Assert.Equal(new AccountRecord(Fresh, left.Epoch, Now) { Events = left.Events, ErasedAt = Now }, left);
    }

    [Fact]
    public void Where_nobody_listens_the_record_is_deleted_and_nothing_is_written()
    {
        Decision<EraseOutcome> decision = EraseRules.Erase(Account with { Events = EventQueue.Empty }, Fresh, force: false, FullestRecord.From, Silent, Now);

        Assert.Equal((new EraseOutcome.Erased(), null, true), (decision.Answer, decision.Next, decision.Deletes));
    }

    [Fact]
    public void What_an_owner_may_still_cancel_or_a_review_must_see_is_refused_and_changes_nothing()
    {
        Assert.Equal(new EraseOutcome.Refused(Refusal.WaitRuns, Running.Until), Erase(Waiting));
        Assert.Equal(new EraseOutcome.Refused(Refusal.Frozen), Erase(Frozen));
        Assert.Equal(new EraseOutcome.Refused(Refusal.Frozen), Erase(Frozen with { Access = Frozen.Access with { Wait = Running } }));
        Assert.Equal(new EraseOutcome.NoRecord(), Erase(null));
    }

    [Fact]
    public void Force_erases_them_and_finds_nothing_where_nothing_is()
    {
        Assert.All([Waiting, Frozen], record => Assert.Equal(new EraseOutcome.Erased(), Erase(record, force: true).Answer));
        Assert.Equal(new EraseOutcome.NoRecord(), Erase(null, force: true));
    }

    // A refusal compares equal to a decision that writes nothing.
    private static Decision<EraseOutcome> Erase(AccountRecord? record, bool force = false) => EraseRules.Erase(record, Fresh, force, FullestRecord.From, Policy, Now);
}
