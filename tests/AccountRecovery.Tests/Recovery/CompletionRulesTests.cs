using NodaTime;

namespace AccountRecovery;

[Trait("Category", "NoText")]
public sealed class CompletionRulesTests
{
    private static readonly Instant Now = CompletionScene.Now;
    private static readonly RecoveryPolicy Consumer = FullestRecord.Policy;
    private static readonly AccountRecord Account = CompletionScene.Account(AccountState.Established, KeyIs.RedeemedExclusive, [Shows.Mail, Shows.Texts, Shows.YoungMail]);
    private static readonly TicketFacts Mail = CompletionScene.Ticket(Shows.Mail);

    // A redeemed key is known by the instant at which it was redeemed.
    private static readonly TicketFacts Key = CompletionScene.Ticket(Shows.RedeemedKey) with { Issued = Account.RecoveryKey.Slot.Code!.SpentAt!.Value };

    [Fact]
    public void Completing_voids_every_session_and_ticket_and_the_question_and_leaves_contacts_and_codes()
    {
        AccountRecord asked = Account with { Access = new AccessPart { Prompt = new Prompt(Now) } };

        Decision<CompleteOutcome> decision = Complete(asked, Consumer, Mail);

        Assert.Equal(new CompleteOutcome.Completed(Now), decision.Answer);
        Assert.Equal(new AccessPart { SessionsValidFrom = Now }, decision.Next!.Access);
        Assert.Equal(asked.Epoch + 1, decision.Next.Epoch);
        Assert.Equal(asked.Contacts.Items.AsEnumerable(), decision.Next.Contacts.Items);
        Assert.Equal((asked.RecoveryKey.Slot, asked.BackupCodes.Live), (decision.Next.RecoveryKey.Slot, decision.Next.BackupCodes.Live));
    }

    [Theory]
    [InlineData(false, RecoveryMethod.SecurityCodes)]
    [InlineData(true, RecoveryMethod.RecoveryKey)]
    public void The_host_hears_by_what_it_was_completed_and_that_sessions_are_void(bool byKey, RecoveryMethod method)
    {
        AccountRecord next = Complete(Account, Consumer, byKey ? Key : Mail).Next!;

        Assert.Equal(
            [(RecoveryEventKind.RecoveryCompleted, method), (RecoveryEventKind.SessionsVoided, method)],
            next.Events.Items.Select(item => (item.Kind, item.Method)));
    }

    [Fact]
    public void What_a_redeemed_recovery_code_has_voided_is_not_voided_again()
    {
        AccountRecord recovering = CompletionScene.Account(AccountState.Reentry, KeyIs.Absent, []) with { Access = new AccessPart { SessionsValidFrom = Now - ContactScene.Grain } };

        Assert.Equal(new CompleteOutcome.Completed(Now - ContactScene.Grain), Complete(recovering, Consumer, CompletionScene.Ticket(Shows.RedeemedCode)));
    }

    [Fact]
    public void A_second_proof_of_another_kind_is_asked_for_with_two_step_and_what_is_there_is_named()
    {
        Assert.Equal([ProofKind.ContactCode, ProofKind.HostTwoStep, ProofKind.TrustedDevice], Lacking(Complete(Account, Consumer, twoStep: true, Mail)));
        Assert.Equal(new CompleteOutcome.Completed(Now), Complete(Account, Consumer, twoStep: true, Mail, CompletionScene.Ticket(Shows.Texts)).Answer);
        Assert.Equal(new CompleteOutcome.Completed(Now), Complete(Account, Consumer, twoStep: true, Key).Answer);
    }

    [Fact]
    public void What_is_missing_writes_nothing_and_the_tickets_stay_good()
    {
        Decision<CompleteOutcome> first = Complete(Account, Consumer, CompletionScene.Ticket(Shows.YoungMail));

        Assert.Equal([ProofKind.ContactCode], Lacking(first));
        Assert.Equal(new CompleteOutcome.Completed(Now), Complete(Account, Consumer, CompletionScene.Ticket(Shows.YoungMail), Mail).Answer);
    }

    [Fact]
    public void What_is_no_good_refuses_and_writes_nothing()
    {
        Assert.Equal(new CompleteOutcome.Refused(Refusal.UnknownAccount), Complete(null, Consumer, Mail));
        Assert.Equal(new CompleteOutcome.Refused(Refusal.Frozen), Complete(Account with { Access = new AccessPart { FrozenAt = Now } }, Consumer, Mail));
        Assert.Equal(new CompleteOutcome.Refused(Refusal.TicketInvalid), Complete(Account, Consumer, null, Mail));
        Assert.Equal(new CompleteOutcome.Refused(Refusal.TicketVoid), Complete(Account, Consumer, Mail with { Epoch = Account.Epoch - 1 }));
        Assert.Equal(new CompleteOutcome.Refused(Refusal.TicketExpired), Complete(Account, Consumer, Mail with { Expires = Now }));
        Assert.Equal(new CompleteOutcome.Completed(Now), Complete(Account, Consumer, Mail with { Expires = Now + ContactScene.Grain }).Answer);
    }

    [Fact]
    public void A_full_queue_keeps_room_for_a_recovery_and_without_that_it_is_busy()
    {
        // Two events, each with its notice.
        int last = QueueRoom.Places - 4;

        Assert.Equal(new CompleteOutcome.Completed(Now), Complete(Account.WithWaiting(last), Consumer, Mail).Answer);
        Assert.Equal(new CompleteOutcome.Busy(BusyReason.Queue), Complete(Account.WithWaiting(last + 1), Consumer, Mail));
    }

    [Fact]
    public void A_repeated_call_says_again_when_sessions_became_void_and_voids_nothing()
    {
        RecoveryCall call = Call(twoStep: false, [Mail]).Under("key");
        AccountRecord next = CompletionRules.Complete(Account, call, Consumer, Now).Next!;

        Assert.Equal(new CompleteOutcome.Completed(Now) { Replayed = true }, CompletionRules.Complete(next, call, Consumer, Now + Duration.FromHours(1)));
    }

    private static IEnumerable<ProofKind> Lacking(Decision<CompleteOutcome> decision)
    {
        Assert.Equal((null, false), (decision.Next, decision.Deletes));
        return Assert.IsType<CompleteOutcome.NeedsMore>(decision.Answer).Kinds;
    }

    private static RecoveryCall Call(bool twoStep, TicketFacts?[] shown) =>
        RuleScene.Call(RecoveryAction.Complete, shown) with { Purpose = ProofPurpose.Recover, Given = new ProofsGiven([.. shown], twoStep) };

    private static Decision<CompleteOutcome> Complete(AccountRecord? record, RecoveryPolicy policy, params TicketFacts?[] shown) => Complete(record, policy, twoStep: false, shown);

    private static Decision<CompleteOutcome> Complete(AccountRecord? record, RecoveryPolicy policy, bool twoStep, params TicketFacts?[] shown) =>
        CompletionRules.Complete(record, Call(twoStep, shown), policy, Now);
}
