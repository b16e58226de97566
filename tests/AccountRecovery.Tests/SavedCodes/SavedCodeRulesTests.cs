using NodaTime;
using Attempt = AccountRecovery.AttemptResult<AccountRecovery.SavedCodeAccepted>;

namespace AccountRecovery;

public sealed class SavedCodeRulesTests
{
    private const int LastRoom = QueueRoom.Places - QueueRoom.ReservedPlaces - 1;

    private static readonly Instant Now = CodeScene.Now;
    private static readonly AccountRecord Account = CodeScene.Account;
    private static readonly RecoveryCall Strangers = CodeScene.Call(RecoveryAction.Redeem, RecoveryMethod.RecoveryCode, CodeScene.Code.Code.Reveal());
    private static readonly RecoveryCall Wrong = Strangers with { Typed = TestHost.OtherThan(CodeScene.Code.Code.Reveal(), CodeFormat.RecoveryCode) };
    private static readonly AttemptBudget Over = CodeScene.Failed(5, CodeScene.Counting, Now - Duration.FromSeconds(30));
    private static readonly AttemptBudget Paused = Over with { PausedUntil = Now + ContactScene.Grain };
    private static readonly AttemptBudget Closed = CodeScene.Failed(100, CodeScene.Counting, CodeScene.Earlier);

    [Fact]
    public void Each_method_has_its_own_format_and_its_own_place_in_the_record()
    {
        SavedCodeSlot other = SavedCodeSlot.Empty with { Numbered = 9 };

        Assert.Equal((CodeFormat.RecoveryCode, CodeFormat.RecoveryKey), (SavedCodeRules.FormatOf(RecoveryMethod.RecoveryCode), SavedCodeRules.FormatOf(RecoveryMethod.RecoveryKey)));
        Assert.Same(Account.RecoveryCode, SavedCodeRules.SlotOf(Account, RecoveryMethod.RecoveryCode));
        Assert.Same(Account.RecoveryKey.Slot, SavedCodeRules.SlotOf(Account, RecoveryMethod.RecoveryKey));
        Assert.Equal(Account with { RecoveryCode = other }, SavedCodeRules.With(Account, RecoveryMethod.RecoveryCode, other));
        Assert.Equal(Account with { RecoveryKey = Account.RecoveryKey with { Slot = other } }, SavedCodeRules.With(Account, RecoveryMethod.RecoveryKey, other));
    }

    [Fact]
    public void A_right_code_passes_by_itself_and_a_key_is_no_code()
    {
        RecoveryCall byKey = Strangers with { Method = RecoveryMethod.RecoveryKey, Typed = CodeScene.Key.Code.Reveal() };
        Assert.Equal(Account.RecoveryCode, Passed(Account, Strangers, CodeScene.Consumer));
        Assert.Equal(Account.RecoveryKey.Slot, Passed(Account, byKey, CodeScene.Consumer));
        Assert.Equal(new Attempt.Malformed(new NormalizationResult(CodeFault.TooManySymbols, 31)), Refused(Account, Strangers with { Typed = byKey.Typed }));
        Assert.Equal(new Attempt.Refused(Refusal.WrongCode), Refused(Account with { Secret = RecordSecret.Generate() }, Strangers));
    }

    [Fact]
    public void The_first_reason_is_given_and_what_is_refused_changes_nothing()
    {
        AccountRecord frozen = Account with { Access = AccessPart.None with { FrozenAt = Now } };
        AccountRecord spent = Account with { RecoveryCode = Account.RecoveryCode with { Code = Account.RecoveryCode.Code! with { SpentAt = Now } } };
        RecoveryCall bad = Wrong with { Given = new ProofsGiven([null], TwoStep: false) };

        Assert.Equal(new Attempt.Malformed(new NormalizationResult(CodeFault.Empty, 0)), Refused(null, bad with { Typed = null }));
        Assert.Equal(new Attempt.Refused(Refusal.UnknownAccount), Refused(null, bad));
        Assert.Equal(new Attempt.Refused(Refusal.Frozen), Refused(frozen, bad));
        Assert.Equal(new Attempt.Refused(Refusal.TicketInvalid), Refused(Account, bad));
        Assert.Equal(new Attempt.Refused(Refusal.NothingPending), Refused(Account, Strangers with { Action = RecoveryAction.Confirm }));
        Assert.Equal(new Attempt.Refused(Refusal.NoCodes), Refused(Account with { RecoveryCode = SavedCodeSlot.Empty }, Strangers));
        Assert.Equal(new Attempt.Refused(Refusal.WrongCode), Refused(Account, Wrong));
        Assert.Equal(new Attempt.Refused(Refusal.AlreadySpent), Refused(spent, Strangers));
    }

    [Fact]
    public void Where_guessing_is_hopeless_and_not_counted_no_failures_stop_the_right_code() =>
        Assert.All([Paused, Closed], budget => Assert.Equal(With(budget, budget).RecoveryCode, Passed(With(budget, budget), Strangers, CodeScene.Consumer)));

    [Fact]
    public void Where_every_method_is_counted_a_pause_ends_at_its_end_and_a_right_code_ends_the_row()
    {
        Assert.Equal(new Attempt.Paused(Now + ContactScene.Grain), Refused(With(Paused, Over), Strangers, CodeScene.Counting));
        Assert.Equal(new Attempt.Closed(), Refused(With(Closed, Over), Strangers, CodeScene.Counting));
        Assert.Equal(With(Over.Reopened(), Over).RecoveryCode, Passed(With(Over, Over), Strangers, CodeScene.Counting));
    }

    [Fact]
    public void A_stranger_who_is_paused_or_closed_does_not_stop_the_owner()
    {
        RecoveryCall owners = Strangers with { Given = new ProofsGiven([CodeScene.Proof(ProofKind.HostSession)], TwoStep: false) };
        Assert.All([Paused, Closed], budget => Assert.Equal(With(budget, Over.Reopened()).RecoveryCode, Passed(With(budget, Over), owners, CodeScene.Counting)));
    }

    [Fact]
    public void A_counted_failure_is_written_with_its_event_and_its_receipt_and_repeating_it_counts_no_second()
    {
        RecoveryCall call = Wrong.Keyed(ReceiptVerb.RedeemRecoveryCode);
        Assert.False(SavedCodeRules.Passes(Account, call, 3, CodeScene.Counting, Now, out _, out Decision<Attempt> refused));
        AccountRecord next = refused.Next!;
        AttemptBudget counted = next.RecoveryCode.Budgets.Anonymous;
        Assert.Equal(new Attempt.Refused(Refusal.WrongCode), refused.Answer);
        Assert.Equal((1, 0), (counted.Failures, counted.InFlight.Length));
        Assert.Equal(Account with { RecoveryCode = With(counted, AttemptBudget.Fresh).RecoveryCode, Events = next.Events, Receipts = next.Receipts }, next);
        Assert.Equal(EventFor.RefusedAttempt(RecoveryMethod.RecoveryCode, attested: false, Now, CodeScene.From) with { Sequence = 1 }, Assert.Single(next.Events.Items));
        Assert.Equal(new Attempt.Refused(Refusal.WrongCode) { Replayed = true }, Refused(next, call, CodeScene.Counting));
        Assert.Equal(new Attempt.Refused(Refusal.IdempotencyKeyReused), Refused(next, Strangers.Keyed(ReceiptVerb.RedeemRecoveryCode, input: 2), CodeScene.Counting));
    }

    [Fact]
    public void A_failure_without_room_for_its_event_is_not_counted_and_success_has_reserved_places()
    {
        Assert.False(SavedCodeRules.Passes(Account.Queued(LastRoom), Wrong, 3, CodeScene.Counting, Now, out _, out Decision<Attempt> refused));
        Assert.Equal(1, refused.Next!.RecoveryCode.Budgets.Anonymous.Failures);
        Assert.Equal(new Attempt.Busy(BusyReason.Queue), Refused(Account.Queued(LastRoom + 1), Wrong, CodeScene.Counting));
        Assert.Equal(Account.RecoveryCode, Passed(Account.Queued(QueueRoom.Places - 3), Strangers, CodeScene.Consumer));
        Assert.Equal(new Attempt.Busy(BusyReason.Queue), Refused(Account.Queued(QueueRoom.Places - 2), Strangers));
    }

    [Fact]
    public void A_code_from_before_a_restore_needs_a_second_proof_for_720_hours_and_a_session_is_none()
    {
        Instant restored = CodeScene.Earlier + ContactScene.Grain;
        (SavedCode code, Instant end) = (Account.RecoveryCode.Code!, restored + Duration.FromHours(720));
        RecoveryCall By(ProofKind kind) => Strangers with { Given = new ProofsGiven([CodeScene.Proof(kind)], TwoStep: false) };
        Assert.True(SavedCodeRules.LacksSecondProof(code, hasSecond: false, CodeScene.Restored(restored), end - ContactScene.Grain));
        Assert.False(SavedCodeRules.LacksSecondProof(code, hasSecond: false, CodeScene.Restored(restored), end));
        Assert.False(SavedCodeRules.LacksSecondProof(code, hasSecond: false, CodeScene.Restored(CodeScene.Earlier), Now));
        Assert.All([Strangers, By(ProofKind.HostSession)], call => Assert.Equal(new Attempt.Refused(Refusal.SecondProofNeeded), Refused(Account, call, CodeScene.Restored(restored))));
        Assert.Equal(Account.RecoveryCode, Passed(Account, By(ProofKind.HostPassword), CodeScene.Restored(restored)));
    }

    private static AccountRecord With(AttemptBudget anonymous, AttemptBudget attested) =>
        Account with { RecoveryCode = Account.RecoveryCode with { Budgets = new AttemptBudgets(anonymous, attested) } };

    private static SavedCodeSlot Passed(AccountRecord record, RecoveryCall call, RecoveryPolicy policy)
    {
        Assert.True(SavedCodeRules.Passes(record, call, 3, policy, Now, out SavedCodeSlot? slot, out Decision<Attempt> refused));
        Assert.Equal(default, refused);
        return slot;
    }

    private static Attempt Refused(AccountRecord? record, RecoveryCall call, RecoveryPolicy? policy = null)
    {
        Assert.False(SavedCodeRules.Passes(record, call, 3, policy ?? CodeScene.Consumer, Now, out SavedCodeSlot? slot, out Decision<Attempt> refused));
        Assert.Equal((null, null), (slot, refused.Next));
        return refused.Answer;
    }
}
