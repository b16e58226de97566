using NodaTime;

namespace AccountRecovery;

public sealed class SecurityCodeSendRulesTests
{
    private static readonly Instant Now = CompletionScene.Now;
    private static readonly RecoveryPolicy Policy = FullestRecord.Policy;
    private static readonly ChallengeId Handle = new(99);
    private static readonly TicketFacts Session = TicketFacts.Stated(HostProof.HostSession);
    private static readonly AccountRecord Record = CompletionScene.Account(AccountState.Established, KeyIs.Absent);
    private static readonly SendOutcome.Sent Answer = new(Handle, Now + Duration.FromSeconds(30));

    [Fact]
    public void A_code_for_the_owner_is_counted_queued_and_reported_in_one_record()
    {
        Decision<SendOutcome> decision = Start(Record, Call(Session), Now);

        Challenge challenge = new(99, 2, ProofPurpose.Recover, ContactChannel.Email, IsAttested: true, Now, Now + Policy.SecurityCodeLifetime);
        Assert.Equal(Answer, decision.Answer);
        Assert.Equal(challenge, Assert.Single(decision.Next!.SecurityCodes.Challenges));
        Assert.Equal(new CodeSend(Now, 2, IsAttested: true), Assert.Single(decision.Next.SecurityCodes.Sends));
        QueuedMessage message = Assert.Single(decision.Next.Messages.Items);
        Assert.Equal((MessageKind.SecurityCode, 99L, 1, challenge.ExpiresAt), (message.Kind, message.Challenge, message.Send, message.ExpiresAt));
        Assert.Equal([new Recipient(2)], message.To);
        QueuedEvent told = EventFor.Contact(RecoveryEventKind.SecurityCodeSent, Record.Contacts.Items[0], Now, FullestRecord.From) with { Attested = true, Sequence = 1 };
        Assert.Equal([told], decision.Next.Events.Items);
    }

    /// <summary>The host's word is checked before the contact is looked at, so that nobody learns of contacts by it.</summary>
    [Fact]
    public void Each_refusal_has_its_reason_in_order_and_changes_nothing()
    {
        TicketFacts expired = new(ProofKind.HostSession, ProofPurpose.Recover, 7, Now, Now);
        AccountRecord frozen = Record with { Access = AccessPart.None with { FrozenAt = Now } };
        var texts = new RecoveryPolicy(new AccountRecoveryOptions(), keepEvents: true, [ContactChannel.Sms]);

        Assert.Equal(Unchanged(new SendOutcome.Refused(Refusal.UnknownAccount)), Start(null, Call(), Now));
        Assert.Equal(Unchanged(new SendOutcome.Refused(Refusal.Frozen)), Start(frozen, Call(), Now));
        Assert.Equal(Unchanged(new SendOutcome.Refused(Refusal.SessionProofNeeded)), Start(Record, Call(), Now));
        Assert.Equal(Unchanged(new SendOutcome.Refused(Refusal.TicketExpired)), Start(Record, Call(expired), Now, contact: 20));
        Assert.Equal(Unchanged(new SendOutcome.Refused(Refusal.ContactNotUsable)), Start(Record, Call(Session), Now, contact: 20));
        Assert.Equal(Unchanged(new SendOutcome.ChannelUnavailable()), SecurityCodeSendRules.Start(Record, Call(Session), Handle, new ContactId(2), texts, Now));
        Assert.Equal(Unchanged(new SendOutcome.Busy(BusyReason.Queue)), Start(Record.WithWaiting(RuleScene.Open - 3), Call(Session), Now));
        Assert.Equal(Answer, Start(Record.WithWaiting(RuleScene.Open - 4), Call(Session), Now).Answer);
    }

    [Fact]
    public void A_stranger_gets_one_answer_whatever_the_account_and_whatever_is_typed()
    {
        AccountRecord spaced = Record with { SecurityCodes = SecurityCodePart.None with { Sends = [new CodeSend(Now, 2, IsAttested: true)] } };
        (AccountRecord? Record, string Typed)[] silent =
        [
            (null, ContactScene.Mira), (Record, WaitScene.Elsewhere), (spaced, ContactScene.Mira),
            (Record with { Access = AccessPart.None with { FrozenAt = Now } }, ContactScene.Mira), (Record.WithWaiting(RuleScene.Open - 3), ContactScene.Mira),
        ];

        Decision<SendOutcome> met = Stranger(Record, ContactScene.Mira);
        Assert.Equal(Answer, met.Answer);
        Assert.Equal((2, false), (Assert.Single(met.Next!.SecurityCodes.Challenges).Contact, met.Next.SecurityCodes.Challenges[0].IsAttested));
        Assert.Equal(new CodeSend(Now, 2, IsAttested: false), Assert.Single(met.Next.SecurityCodes.Sends));
        Assert.All(silent, asked => Assert.Equal(Unchanged(Answer), Stranger(asked.Record, asked.Typed)));
    }

    [Fact]
    public void Another_code_goes_after_thirty_seconds_and_not_a_microsecond_before()
    {
        AccountRecord sent = Start(Record, Call(Session), Now).Next!;
        Instant next = Now + SendLimits.Spacing;

        Assert.Equal(Unchanged(new SendOutcome.TooSoon(next)), Resend(sent, Call(Session), next - ContactScene.Grain));
        Assert.Equal(new SendOutcome.Sent(Handle, next + SendLimits.Spacing), Resend(sent, Call(Session), next).Answer);
    }

    /// <summary>Three flows of a contact at a time; of these strangers have two, so that one is the owner's.</summary>
    [Theory]
    [InlineData(2, 0, true, true)]
    [InlineData(3, 0, false, false)]
    [InlineData(0, 2, true, false)]
    public void Of_three_flows_at_a_time_one_is_left_to_the_owner_and_each_counts_until_its_end(int owners, int strangers, bool forOwner, bool forStranger)
    {
        IEnumerable<Challenge> live = Enumerable.Range(0, owners + strangers).Select(n => Flow(n, n < owners, Now + ContactScene.Grain));
        AccountRecord held = With([.. live, Flow(50, true, Now), Flow(51, true, Now + Duration.FromMinutes(1)) with { Contact = 3 }]);

        Assert.Equal(forOwner ? Answer : new SendOutcome.TooSoon(Now + ContactScene.Grain), Start(held, Call(Session), Now).Answer);
        Assert.Equal(forStranger, Stranger(held, ContactScene.Mira).Next is not null);
        Assert.Equal(new SendOutcome.Sent(Handle, Answer.NextAt + ContactScene.Grain), Start(held, Call(Session), Now + ContactScene.Grain).Answer);
    }

    [Fact]
    public void Another_code_kills_the_one_before_and_begins_with_all_its_tries()
    {
        AccountRecord sent = Start(Record, Call(Session), Now).Next!;
        Challenge first = sent.SecurityCodes.Challenges[0] with { Tries = 4 };
        Instant later = Now + Duration.FromMinutes(1);

        AccountRecord next = Resend(sent with { SecurityCodes = sent.SecurityCodes.Put(first) }, Call(CompletionScene.Ticket(Shows.Session)) with { Purpose = default }, later).Next!;

        Assert.Equal(first with { Sends = 2, Tries = 0, SentAt = later, ExpiresAt = later + Policy.SecurityCodeLifetime }, Assert.Single(next.SecurityCodes.Challenges));
        Assert.Equal(2, Assert.Single(next.Messages.Items).Send);
        Assert.Equal([Now, later], next.SecurityCodes.Sends.Select(send => send.At));
        AccountRecord gone = sent with { Contacts = ContactPart.None };
        Assert.Equal(Unchanged(new SendOutcome.Refused(Refusal.ContactNotUsable)), Resend(gone, Call(Session), later));
    }

    [Fact]
    public void Neither_owner_nor_stranger_goes_on_with_a_flow_of_the_other()
    {
        AccountRecord owners = With(Flow(Handle.Value, true, Now + Duration.FromMinutes(1)));
        AccountRecord strangers = With(Flow(Handle.Value, false, Now + Duration.FromMinutes(1)));

        Assert.Equal(Unchanged(Answer), Resend(owners, Call(), Now));
        Assert.Equal(2, Resend(strangers, Call(), Now).Next!.SecurityCodes.Challenges[0].Sends);
        Assert.Equal(Unchanged(new SendOutcome.Refused(Refusal.ChallengeOver)), Resend(strangers, Call(Session), Now));
        Assert.Equal(Unchanged(new SendOutcome.Refused(Refusal.UnknownAccount)), Resend(null, Call(Session), Now));
    }

    [Fact]
    public void A_repeated_call_sends_nothing_more_even_when_its_receipt_is_gone()
    {
        RecoveryCall call = Call(Session).Under("key");
        RecoveryCall ask = Call().Under("key") with { Typed = ContactScene.Mira };
        AccountRecord sent = Start(Record, call, Now).Next!;
        Instant later = Now + Duration.FromMinutes(1);
        AccountRecord asked = SecurityCodeSendRules.StartForStranger(Record, ask, Handle, Policy, Now).Next!;

        Assert.Equal(Unchanged(Answer with { Replayed = true }), Start(sent, call, later));
        Assert.Equal(Unchanged(new SendOutcome.Sent(Handle, later + SendLimits.Spacing) { Replayed = true }), Start(sent, Call(Session), later));
        Assert.Equal(Unchanged(new SendOutcome.Refused(Refusal.IdempotencyKeyReused)), Start(sent, Call(Session).Under("key", input: 2), later));
        Assert.Null(SecurityCodeSendRules.StartForStranger(asked, ask, new ChallengeId(98), Policy, later).Next);
        Assert.Null(Resend(asked, ask, later).Next);
    }

    private static Challenge Flow(long id, bool attested, Instant until) => new(id, 2, ProofPurpose.Recover, ContactChannel.Email, attested, Now, until);

    private static Decision<SendOutcome> Start(AccountRecord? record, RecoveryCall call, Instant now, int contact = 2) =>
        SecurityCodeSendRules.Start(record, call, Handle, new ContactId(contact), Policy, now);

    private static Decision<SendOutcome> Unchanged(SendOutcome answer) => answer;

    private static AccountRecord With(params Challenge[] flows) => Record with { SecurityCodes = SecurityCodePart.None with { Challenges = [.. flows] } };

    private static Decision<SendOutcome> Stranger(AccountRecord? record, string typed) =>
        SecurityCodeSendRules.StartForStranger(record, Call() with { Typed = typed }, Handle, Policy, Now);

    private static Decision<SendOutcome> Resend(AccountRecord? record, RecoveryCall call, Instant now) => SecurityCodeSendRules.Resend(record, call, Handle, Policy, now);

    private static RecoveryCall Call(params TicketFacts?[] given) => RuleScene.Call(RecoveryAction.Send, given) with { Purpose = ProofPurpose.Recover };
}
