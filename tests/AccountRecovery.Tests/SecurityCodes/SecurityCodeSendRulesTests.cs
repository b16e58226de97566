using NodaTime;

namespace AccountRecovery;

public sealed class SecurityCodeSendRulesTests
{
    private static readonly Instant Now = CompletionScene.Now;
    private static readonly RecoveryPolicy Policy = FullestRecord.Policy;
    private static readonly ChallengeId Handle = new(99);
    private static readonly ContactId Mail = new((int)Shows.Mail);
    private static readonly TicketFacts Session = TicketFacts.Stated(HostProof.HostSession);
    private static readonly AccountRecord Record = CompletionScene.Account(Standing.Established, KeyIs.Absent);
    private static readonly SendOutcome.Sent Answer = new(Handle, Now + Duration.FromSeconds(30));

    [Fact]
    public void A_code_for_the_owner_is_counted_queued_and_told_in_one_record()
    {
        Decision<SendOutcome> decision = Start(Record, Call(Session), Now);

        Challenge challenge = new(99, 2, ProofPurpose.Recover, Channel.Email, IsAttested: true, Now, Now + Policy.SecurityCodeLifetime);
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
        AccountRecord full = Record.WithWaiting(QueueRoom.Places - QueueRoom.ReservedPlaces - 3);
        Decision<SendOutcome>[] refused =
        [
            Start(null, Call(), Now), Start(frozen, Call(), Now), Start(Record, Call(), Now), Start(Record, Call(expired), Now, contact: 20), Start(Record, Call(Session), Now, contact: 20),
            SecurityCodeSendRules.Start(full, Call(Session), Handle, Mail, new RecoveryPolicy(new AccountRecoveryOptions(), keepEvents: true, [Channel.Sms]), Now), Start(full, Call(Session), Now),
        ];

        Assert.Equal(
            [
                .. new[] { Refusal.UnknownAccount, Refusal.Frozen, Refusal.SessionProofNeeded, Refusal.TicketExpired, Refusal.ContactNotUsable }.Select(why => new SendOutcome.Refused(why)),
                new SendOutcome.ChannelUnavailable(), new SendOutcome.Busy(BusyReason.Queue),
            ],
            refused.Select(decision => decision.Answer));
        Assert.All(refused, decision => Assert.Null(decision.Next));
        Assert.Equal(Answer, Start(Record.WithWaiting(QueueRoom.Places - QueueRoom.ReservedPlaces - 4), Call(Session), Now).Answer);
    }

    [Fact]
    public void A_stranger_gets_one_answer_whatever_the_account_and_whatever_is_typed()
    {
        AccountRecord spaced = Record with { SecurityCodes = SecurityCodePart.None with { Sends = [new CodeSend(Now, 2, IsAttested: true)] } };
        (AccountRecord? Record, string Typed)[] silent =
        [
            (null, ContactScene.Mira), (Record, ContactScene.Phone + "0"), (Record, WaitScene.Elsewhere), (spaced, ContactScene.Mira),
            (Record with { Access = AccessPart.None with { FrozenAt = Now } }, ContactScene.Mira), (Record.WithWaiting(QueueRoom.Places - QueueRoom.ReservedPlaces - 3), ContactScene.Mira),
        ];

        Decision<SendOutcome> met = Stranger(Record, ContactScene.Mira, Handle);
        Assert.Equal(Answer, met.Answer);
        Assert.Equal((2, false), (Assert.Single(met.Next!.SecurityCodes.Challenges).Contact, met.Next.SecurityCodes.Challenges[0].IsAttested));
        Assert.Equal(new CodeSend(Now, 2, IsAttested: false), Assert.Single(met.Next.SecurityCodes.Sends));
        Assert.All(silent, asked => Assert.Equal(new Decision<SendOutcome>(Answer, null), Stranger(asked.Record, asked.Typed, Handle)));
    }

    [Fact]
    public void Another_code_goes_after_thirty_seconds_and_not_a_microsecond_before()
    {
        AccountRecord sent = Start(Record, Call(Session), Now).Next!;
        Instant next = Now + SendLimits.Spacing;

        Assert.Equal(new Decision<SendOutcome>(new SendOutcome.TooSoon(next), null), Resend(sent, Call(Session), next - ContactScene.Grain));
        Assert.Equal(new SendOutcome.Sent(Handle, next + SendLimits.Spacing), Resend(sent, Call(Session), next).Answer);
    }

    /// <summary>Three flows of a contact at a time; of these strangers have two, so that one is the owner's.</summary>
    [Theory]
    [InlineData(2, 0, true, true)]
    [InlineData(3, 0, false, false)]
    [InlineData(0, 2, true, false)]
    [InlineData(1, 1, true, true)]
    [InlineData(1, 2, false, false)]
    public void Of_three_flows_at_a_time_one_is_left_to_the_owner_and_each_counts_until_its_end(int owners, int strangers, bool forOwner, bool forStranger)
    {
        Challenge[] live = [.. Enumerable.Range(0, owners + strangers).Select(n => Flow(n, n < owners, Now + ContactScene.Grain))];
        AccountRecord held = Record with { SecurityCodes = SecurityCodePart.None with { Challenges = [.. live, Flow(50, true, Now), Flow(51, true, Now + Duration.FromMinutes(1)) with { Contact = 3 }] } };

        Assert.Equal(forOwner ? Answer : new SendOutcome.TooSoon(Now + ContactScene.Grain), Start(held, Call(Session), Now).Answer);
        Assert.Equal(forStranger, Stranger(held, ContactScene.Mira, Handle).Next is not null);
        Assert.Equal(new SendOutcome.Sent(Handle, Answer.NextAt + ContactScene.Grain), Start(held, Call(Session), Now + ContactScene.Grain).Answer);
    }

    [Fact]
    public void Another_code_kills_the_one_before_and_begins_with_all_its_tries()
    {
        AccountRecord sent = Start(Record, Call(Session), Now).Next!;
        Challenge first = sent.SecurityCodes.Challenges[0] with { Tries = 4 };
        Instant later = Now + Duration.FromMinutes(1);

        AccountRecord next = Resend(sent with { SecurityCodes = sent.SecurityCodes.Put(first) }, Call(Session) with { Purpose = ProofPurpose.SignIn }, later).Next!;

        Assert.Equal(first with { Sends = 2, Tries = 0, SentAt = later, ExpiresAt = later + Policy.SecurityCodeLifetime }, Assert.Single(next.SecurityCodes.Challenges));
        Assert.Equal(2, Assert.Single(next.Messages.Items).Send);
        Assert.Equal([Now, later], next.SecurityCodes.Sends.Select(send => send.At));
        AccountRecord gone = sent with { Contacts = ContactPart.None };
        Assert.Equal(new Decision<SendOutcome>(new SendOutcome.Refused(Refusal.ContactNotUsable), null), Resend(gone, Call(Session), later));
    }

    [Fact]
    public void Neither_owner_nor_stranger_goes_on_with_a_flow_of_the_other()
    {
        AccountRecord owners = Record with { SecurityCodes = SecurityCodePart.None with { Challenges = [Flow(Handle.Value, true, Now + Duration.FromMinutes(1))] } };
        AccountRecord strangers = Record with { SecurityCodes = SecurityCodePart.None with { Challenges = [Flow(Handle.Value, false, Now + Duration.FromMinutes(1))] } };

        Assert.Equal(new Decision<SendOutcome>(Answer, null), Resend(owners, Call(), Now));
        Assert.Equal(2, Resend(strangers, Call(), Now).Next!.SecurityCodes.Challenges[0].Sends);
        Assert.Equal(new Decision<SendOutcome>(new SendOutcome.Refused(Refusal.ChallengeOver), null), Resend(strangers, Call(Session), Now));
        Assert.Equal(new Decision<SendOutcome>(new SendOutcome.Refused(Refusal.UnknownAccount), null), Resend(null, Call(Session), Now));
    }

    [Fact]
    public void A_repeated_call_sends_nothing_more_even_when_its_receipt_is_gone()
    {
        var ask = new ReceiptAsk(ReceiptVerb.SendSecurityCode, "session-1", "key", [1]);
        AccountRecord sent = Start(Record, Call(Session) with { Receipt = ask }, Now).Next!;
        Instant later = Now + Duration.FromMinutes(1);
        AccountRecord asked = SecurityCodeSendRules.StartForStranger(Record, Call() with { Typed = ContactScene.Mira, Receipt = ask }, Handle, Policy, Now).Next!;

        Assert.Equal(new Decision<SendOutcome>(Answer with { Replayed = true }, null), Start(sent, Call(Session) with { Receipt = ask }, later));
        Assert.Equal(new Decision<SendOutcome>(new SendOutcome.Sent(Handle, later + SendLimits.Spacing) { Replayed = true }, null), Start(sent, Call(Session), later));
        Assert.Equal(new Decision<SendOutcome>(new SendOutcome.Refused(Refusal.IdempotencyKeyReused), null), Start(sent, Call(Session) with { Receipt = ask with { Input = [2] } }, later));
        Assert.Null(SecurityCodeSendRules.StartForStranger(asked, Call() with { Typed = ContactScene.Mira, Receipt = ask }, new ChallengeId(98), Policy, later).Next);
        Assert.Null(SecurityCodeSendRules.Resend(asked, Call() with { Receipt = ask }, Handle, Policy, later).Next);
    }

    private static Challenge Flow(long id, bool attested, Instant until) => new(id, 2, ProofPurpose.Recover, Channel.Email, attested, Now, until);

    private static Decision<SendOutcome> Start(AccountRecord? record, RecoveryCall call, Instant now, int contact = 2) =>
        SecurityCodeSendRules.Start(record, call, Handle, new ContactId(contact), Policy, now);

    private static Decision<SendOutcome> Stranger(AccountRecord? record, string typed, ChallengeId handle) =>
        SecurityCodeSendRules.StartForStranger(record, Call() with { Typed = typed }, handle, Policy, Now);

    private static Decision<SendOutcome> Resend(AccountRecord? record, RecoveryCall call, Instant now) => SecurityCodeSendRules.Resend(record, call, Handle, Policy, now);

    private static RecoveryCall Call(params TicketFacts?[] given) =>
        new(RecoveryAction.Send, RecoveryMethod.SecurityCodes, TestHost.Alice, new ProofsGiven([.. given], TwoStep: false), FullestRecord.From) { Purpose = ProofPurpose.Recover };
}
