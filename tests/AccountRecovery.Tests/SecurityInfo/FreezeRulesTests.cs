using NodaTime;

namespace AccountRecovery;

[Trait("Category", "NoText")]
public sealed class FreezeRulesTests
{
    private static readonly Instant Now = CompletionScene.Now;
    private static readonly RecoveryPolicy Policy = FullestRecord.Policy;
    private static readonly AccountRecord Account = CompletionScene.Account(AccountState.Reentry, KeyIs.Absent, [Shows.Mail, Shows.Texts]);
    private static readonly Contact Mail = Account.Contacts.Items[0] with { Until = Now + ContactScene.Grain };
    private static readonly AccountRecord Recovering = Account with { Contacts = Account.Contacts.Put(Mail) };
    private static readonly RecoveryCall Call = RuleScene.Call(RecoveryAction.Freeze).Under("key");

    [Fact]
    public void From_now_on_the_account_is_frozen_and_every_session_and_ticket_from_before_is_void()
    {
        Decision<ChangeOutcome> decision = FreezeRules.Freeze(Recovering, Mail, Call, Policy, Now);

        Assert.Equal(Recovering.Access with { FrozenAt = Now, SessionsValidFrom = Now }, decision.Next!.Access);
        Assert.Equal((true, Recovering.Epoch + 1), (decision.Next.IsFrozen, decision.Next.Epoch));
        Receipt kept = Assert.Single(decision.Next.Receipts);
        Assert.Equal((ReceiptKind.Accepted, 0L, Recovering.Epoch + 1), (kept.Kind, kept.Value, kept.Epoch));
    }

    [Fact]
    public void The_host_hears_of_both_and_the_people_of_the_freeze_whoever_asked_for_it_included()
    {
        AccountRecord frozen = FreezeRules.Freeze(Recovering, Mail, Call, Policy, Now).Next!;

        QueuedEvent first = EventFor.Contact(RecoveryEventKind.RecoveryFrozen, Mail, Now, FullestRecord.From) with { Sequence = 1 };
        Assert.Equal([first, EventFor.Contacts(RecoveryEventKind.SessionsVoided, Now, FullestRecord.From) with { Sequence = 2 }], frozen.Events.Items);
        QueuedMessage notice = Assert.Single(frozen.Messages.Items);
        Assert.Equal((RecoveryEventKind.RecoveryFrozen, Mail.Number), (notice.About, notice.Contact));
        Assert.Equal([(int)Shows.Mail, (int)Shows.Texts], notice.To.Select(to => to.Contact));
    }

    /// <summary>Who may object stays until the review; who was removed goes at the instant that was said.</summary>
    [Fact]
    public void Voided_contacts_stay_until_the_review_and_what_was_begun_is_gone()
    {
        Contact removed = Mail with { Number = 11, State = ContactState.Removed };
        Contact left = Mail with { Number = 12, State = ContactState.Left };
        Contact pending = Mail with { Number = 13, State = ContactState.Pending };
        Contact verified = Mail with { Number = 14, State = ContactState.Verified, Until = null };
        Challenge flow = new(99, 13, ProofPurpose.ConfirmContact, ContactChannel.Email, IsAttested: true, Now, Now + Policy.SecurityCodeLifetime);
        AccountRecord record = Recovering with
        {
            Contacts = Recovering.Contacts.Put(removed).Put(left).Put(pending).Put(verified),
            SecurityCodes = SecurityCodePart.None with { Challenges = [flow] },
        };

        Decision<ChangeOutcome> decision = FreezeRules.Freeze(record, Mail, Call, Policy, Now);

        Contact[] kept = [Mail with { Until = null }, Recovering.Contacts.Items[1], removed, left, verified];
        Assert.Equal(kept, decision.Next!.Contacts.Items);
        Assert.Equal(kept.Where(contact => contact != left).Select(ContactView.Of), Assert.IsType<ChangeOutcome.Done>(decision.Answer).View.Contacts);
        Assert.Empty(decision.Next.SecurityCodes.Challenges);
    }

    /// <summary>It may use the places that are kept: a thief who fills the queues must not stop the owner.</summary>
    [Fact]
    public void It_finds_room_up_to_the_last_places_and_without_it_nothing_is_done()
    {
        Assert.IsType<ChangeOutcome.Done>(FreezeRules.Freeze(Recovering.WithWaiting(QueueRoom.Places - 4), Mail, Call, Policy, Now).Answer);
        Assert.Equal(
            new Decision<ChangeOutcome>(new ChangeOutcome.Busy(BusyReason.Queue), null), FreezeRules.Freeze(Recovering.WithWaiting(QueueRoom.Places - 3), Mail, Call, Policy, Now));
    }
}
