using NodaTime;

namespace AccountRecovery;

[Trait("Category", "NoText")]
public sealed class RemoveAllRulesTests
{
    private static readonly Instant Now = CompletionScene.Now;
    private static readonly RecoveryPolicy Policy = FullestRecord.Policy;
    private static readonly AccountRecord Established = CompletionScene.Account(AccountState.Established, KeyIs.Absent, [Shows.Mail, Shows.Texts]);
    private static readonly RecoveryCall Call = RuleScene.Call(RecoveryAction.RemoveAll).Under("key");

    [Fact]
    public void The_wait_begins_and_its_receipt_says_the_same_end()
    {
        Instant until = Now + Policy.Wait;

        Decision<ChangeOutcome> decision = RemoveAllRules.RemoveAll(Established, Call, Policy, Now);

        Assert.Equal(new ChangeOutcome.WaitStarted(until), decision.Answer);
        Assert.Equal(new Wait(Now, until), decision.Next!.Access.Wait);
        Assert.All(decision.Next.Contacts.Items, contact => Assert.Equal(ContactState.Leaving, contact.State));
        Receipt kept = Receipts.Find(decision.Next, Call.Receipt, Now)!;
        Assert.Equal((ReceiptKind.Accepted, until, Now, 7L), (kept.Kind, kept.When, kept.At, kept.Epoch));
        Assert.Equal(FullestRecord.From, Assert.Single(decision.Next.Events.Items).From);
    }

    /// <summary>Refused for the limit even where the queues are full: that is said which does not pass by itself in a moment.</summary>
    [Theory]
    [InlineData(1, 24)]
    [InlineData(3, 2_160)]
    public void Too_many_waits_are_refused_until_the_instant_that_is_said_and_not_a_microsecond_longer(int starts, int hours)
    {
        AccountRecord begun = Established with { Access = AccessPart.None with { WaitStarts = [.. Enumerable.Repeat(Now, starts)] } };
        Instant earliest = Now + Duration.FromHours(hours);
        Decision<ChangeOutcome> refused = new ChangeOutcome.Refused(Refusal.TooManyWaits, earliest);

        Assert.Equal(refused, RemoveAllRules.RemoveAll(begun, Call, Policy, earliest - ContactScene.Grain));
        Assert.Equal(refused, RemoveAllRules.RemoveAll(begun.WithWaiting(QueueRoom.Places), Call, Policy, earliest - ContactScene.Grain));
        Assert.Equal(new ChangeOutcome.WaitStarted(earliest + Policy.Wait), RemoveAllRules.RemoveAll(begun, Call, Policy, earliest).Answer);
    }

    [Fact]
    public void A_cancel_brings_the_contacts_back_and_shows_them()
    {
        AccountRecord begun = RemoveAllRules.RemoveAll(Established, Call, Policy, Now).Next!;

        Decision<ChangeOutcome> decision = RemoveAllRules.Cancel(begun, begun.Contacts.Items[1], Call.Under("cancel"), Policy, Now + ContactScene.Grain);

        SecurityInfoView view = Assert.IsType<ChangeOutcome.Done>(decision.Answer).View;
        Assert.Equal(Established.Contacts.Items, decision.Next!.Contacts.Items);
        Assert.Equal((null, 2), (view.WaitUntil, view.Independent));
        Assert.Equal(Established.Contacts.Items.Select(ContactView.Of), view.Contacts);
        Assert.Equal((8L, AccountState.Established, Now + ContactScene.Grain), (decision.Next.Epoch, decision.Next.State, decision.Next.Access.CancelledAt));
        QueuedEvent cancelled = decision.Next.Events.Items[1];
        Assert.Equal((RecoveryEventKind.WaitCancelled, (int)Shows.Texts, FullestRecord.From), (cancelled.Kind, cancelled.Contact, cancelled.From));
        Assert.Equal((ReceiptKind.Accepted, 0L), (decision.Next.Receipts[^1].Kind, decision.Next.Receipts[^1].Value));
    }

    /// <summary>A cancel may use the places that are kept: who fills the queues must not stop the owner.</summary>
    [Fact]
    public void Without_room_to_tell_of_it_nothing_is_done_and_a_cancel_finds_room_for_longer()
    {
        AccountRecord waiting = CompletionScene.Account(AccountState.Waiting, KeyIs.Absent, [Shows.Mail]);
        Decision<ChangeOutcome> busy = new ChangeOutcome.Busy(BusyReason.Queue);

        Assert.Equal(busy, RemoveAllRules.RemoveAll(Established.WithWaiting(RuleScene.Open - 1), Call, Policy, Now));
        Assert.Equal(new ChangeOutcome.WaitStarted(Now + Policy.Wait), RemoveAllRules.RemoveAll(Established.WithWaiting(RuleScene.Open - 2), Call, Policy, Now).Answer);
        Assert.Equal(busy, Cancel(waiting.WithWaiting(QueueRoom.Places - 3)));
        Assert.IsType<ChangeOutcome.Done>(Cancel(waiting.WithWaiting(QueueRoom.Places - 4)).Answer);
    }

    private static Decision<ChangeOutcome> Cancel(AccountRecord record) => RemoveAllRules.Cancel(record, record.Contacts.Items[0], Call, Policy, Now);
}
