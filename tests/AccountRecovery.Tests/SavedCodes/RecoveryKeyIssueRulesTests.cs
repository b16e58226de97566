using NodaTime;

namespace AccountRecovery;

public sealed class RecoveryKeyIssueRulesTests
{
    private static readonly Instant Now = CodeScene.Now;
    private static readonly DrawnCode Drawn = DrawnCode.Draw(CodeFormat.RecoveryKey);
    private static readonly RecoveryCall Begins = CodeScene.Call(
        RecoveryAction.Generate, RecoveryMethod.RecoveryKey, CodeScene.Code.Code.Reveal(), CodeScene.Proof(ProofKind.HostPassword));
    private static readonly RecoveryCall ByKey = CodeScene.Call(RecoveryAction.Revoke, RecoveryMethod.RecoveryKey, CodeScene.Key.Code.Reveal());
    private static readonly RecoveryCall WithoutKey = Begins with
    {
        Given = new ProofsGiven([CodeScene.Proof(ProofKind.HostPassword), CodeScene.Proof(ProofKind.TrustedDevice)], TwoStep: false),
    };
    private static readonly AccountRecord Enabled = CodeScene.Account;
    private static readonly AccountRecord Spent = Live(code => code with { SpentAt = CodeScene.Earlier });
    private static readonly Instant InAMonth = Now + Duration.FromHours(720);

    [Fact]
    public void A_new_key_waits_for_24_hours_and_is_not_in_force_yet()
    {
        (IssueResult answer, AccountRecord? next) = Begin(Spent, Begins);

        Instant until = Now + Duration.FromHours(24);
        Assert.Equal(new IssueResult.Issued(6, Now, until), answer);
        SavedCode pending = next!.RecoveryKey.Pending!;
        Assert.Equal((6, Now, true), (pending.Number, pending.IssuedAt, pending.Is(RecoveryMethod.RecoveryKey, Drawn.Code.Symbols, CodeScene.Secret)));
        Assert.Equal(Spent.RecoveryKey with { Slot = Spent.RecoveryKey.Slot with { Numbered = 6 }, Pending = pending, PendingUntil = until }, next.RecoveryKey);
        Assert.Equal(Spent with { RecoveryKey = next.RecoveryKey, Events = next.Events }, next);
        Assert.Equal(EventFor.Code(RecoveryEventKind.CodesPending, RecoveryMethod.RecoveryKey, 6, Now, CodeScene.From) with { Sequence = 1 }, Assert.Single(next.Events.Items));
    }

    [Fact]
    public void Another_new_key_replaces_the_one_that_waits_and_has_the_next_number()
    {
        AccountRecord first = Begin(Spent, Begins).Next!;
        (IssueResult answer, AccountRecord? next) = RecoveryKeyIssueRules.Begin(first, Begins, acknowledged: true, CodeScene.Key, CodeScene.Consumer, Now + ContactScene.Grain);

        Assert.Equal(new IssueResult.Issued(7, Now + ContactScene.Grain, Now + ContactScene.Grain + Duration.FromHours(24)), answer);
        Assert.Equal((7, 7), (next!.RecoveryKey.Pending!.Number, next.RecoveryKey.Slot.Numbered));
        Assert.True(next.RecoveryKey.Pending.Is(RecoveryMethod.RecoveryKey, CodeScene.Key.Code.Symbols, CodeScene.Secret));
    }

    [Fact]
    public void Each_missing_proof_of_a_new_key_is_named_and_nothing_changes()
    {
        Assert.Equal(new IssueResult.Refused(Refusal.PasswordProofNeeded), Begin(Spent, Begins with { Given = new ProofsGiven([], TwoStep: false) }));
        Assert.Equal(new IssueResult.Refused(Refusal.TwoStepProofNeeded), Begin(Spent, Begins with { Given = Begins.Given with { TwoStep = true } }));
        Assert.Equal(new IssueResult.Refused(Refusal.RecoveryCodeNeeded), Begin(Spent, Begins with { Typed = null }));
        Assert.Equal(new IssueResult.Refused(Refusal.AcknowledgementNeeded), RecoveryKeyIssueRules.Begin(Spent, Begins, acknowledged: false, Drawn, CodeScene.Consumer, Now));
        Assert.Equal(new IssueResult.Refused(Refusal.WrongCode), Begin(Spent, Begins with { Typed = TestHost.OtherThan(CodeScene.Code.Code.Reveal(), CodeFormat.RecoveryCode) }));
        Assert.Equal(new IssueResult.Refused(Refusal.KeyExists), Begin(Enabled, Begins));
    }

    [Fact]
    public void A_repeated_call_and_a_full_queue_begin_nothing()
    {
        AccountRecord begun = Begin(Spent, Begins.Keyed(ReceiptVerb.BeginRecoveryKey)).Next!;

        Assert.Equal(new IssueResult.Already(6), Begin(begun, Begins.Keyed(ReceiptVerb.BeginRecoveryKey)));
        Assert.Equal(new IssueResult.Refused(Refusal.IdempotencyKeyReused), Begin(begun, Begins.Keyed(ReceiptVerb.BeginRecoveryKey, input: 2)));
        Assert.Equal(new IssueResult.Issued(6, Now, Now + Duration.FromHours(24)), Begin(Spent.Queued(QueueRoom.Places - 1), Begins).Answer);
        Assert.Equal(new IssueResult.Busy(BusyReason.Queue), Begin(Spent.Queued(QueueRoom.Places), Begins));
    }

    [Fact]
    public void By_the_key_it_is_disabled_at_once_even_where_that_was_to_be_later()
    {
        AccountRecord scheduled = Enabled with { RecoveryKey = Enabled.RecoveryKey with { DisabledFrom = InAMonth } };
        (DisableKeyOutcome answer, AccountRecord? next) = Disable(scheduled, ByKey);

        Assert.Equal(new DisableKeyOutcome.Disabled(), answer);
        Assert.Equal(Enabled with { RecoveryKey = Enabled.RecoveryKey with { Slot = Enabled.RecoveryKey.Slot with { Code = null } }, Events = next!.Events }, next);
        QueuedEvent revoked = EventFor.Code(RecoveryEventKind.CodesRevoked, RecoveryMethod.RecoveryKey, 5, Now, CodeScene.From) with { Remaining = 0, Sequence = 1 };
        Assert.Equal(revoked, Assert.Single(next.Events.Items));
        Assert.Equal(new DisableKeyOutcome.Disabled(), Disable(next, WithoutKey));
        Assert.Equal(new DisableKeyOutcome.Disabled(), Disable(Spent, WithoutKey));
    }

    [Fact]
    public void Without_the_key_it_is_disabled_720_hours_later_and_asking_again_changes_nothing()
    {
        (DisableKeyOutcome answer, AccountRecord? next) = Disable(Enabled, WithoutKey);

        Assert.Equal(new DisableKeyOutcome.Scheduled(InAMonth), answer);
        Assert.Equal(Enabled with { RecoveryKey = Enabled.RecoveryKey with { DisabledFrom = InAMonth }, Events = next!.Events }, next);
        Assert.Equal(EventFor.Code(RecoveryEventKind.KeyDisablingScheduled, RecoveryMethod.RecoveryKey, 5, Now, CodeScene.From) with { Sequence = 1 }, Assert.Single(next.Events.Items));
        Assert.Equal(new DisableKeyOutcome.Scheduled(InAMonth), RecoveryKeyIssueRules.Disable(next, WithoutKey, CodeScene.Consumer, Now + ContactScene.Grain));
        Assert.Equal(new DisableKeyOutcome.Scheduled(InAMonth), RecoveryKeyIssueRules.Disable(next, WithoutKey, CodeScene.Restored(Now), Now));
        Assert.Equal(new DisableKeyOutcome.Scheduled(InAMonth + ContactScene.Grain), RecoveryKeyIssueRules.Disable(next, WithoutKey, CodeScene.Restored(Now + ContactScene.Grain), Now));
    }

    [Fact]
    public void Each_missing_proof_of_disabling_is_named_and_the_recovery_code_is_one_until_the_key_is_exclusive()
    {
        AccountRecord exclusive = Live(code => code with { IssuedAt = Now - ContactScene.Month });
        AccountRecord young = Live(code => code with { IssuedAt = Now - ContactScene.Month + ContactScene.Grain });
        RecoveryCall untyped = WithoutKey with { Typed = null };

        Assert.Equal(new DisableKeyOutcome.Refused(Refusal.RecoveryCodeNeeded), Disable(young, untyped));
        Assert.Equal(new DisableKeyOutcome.Scheduled(InAMonth), Disable(exclusive, untyped).Answer);
        Assert.Equal(new DisableKeyOutcome.Refused(Refusal.TrustedDeviceNeeded), Disable(exclusive, Begins));
        Assert.Equal(new DisableKeyOutcome.Refused(Refusal.WrongCode), Disable(Enabled, ByKey with { Typed = Drawn.Code.Reveal() }));
        Assert.Equal(new DisableKeyOutcome.Refused(Refusal.AlreadySpent), Disable(Spent, ByKey));
        Assert.Equal(new DisableKeyOutcome.Refused(Refusal.Frozen), Disable(Enabled with { Access = AccessPart.None with { FrozenAt = Now } }, ByKey));
    }

    [Fact]
    public void The_last_reserved_place_is_enough_to_disable_a_key()
    {
        Assert.Equal(new DisableKeyOutcome.Disabled(), Disable(Enabled.Queued(QueueRoom.Places - 1), ByKey).Answer);
        Assert.Equal(new DisableKeyOutcome.Busy(BusyReason.Queue), Disable(Enabled.Queued(QueueRoom.Places), ByKey));
        Assert.Equal(new DisableKeyOutcome.Busy(BusyReason.Queue), Disable(Enabled.Queued(QueueRoom.Places), WithoutKey));
    }

    private static AccountRecord Live(Func<SavedCode, SavedCode> change) =>
        Enabled with { RecoveryKey = Enabled.RecoveryKey with { Slot = Enabled.RecoveryKey.Slot with { Code = change(Enabled.RecoveryKey.Slot.Code!) } } };

    private static Decision<IssueResult> Begin(AccountRecord record, RecoveryCall call) => RecoveryKeyIssueRules.Begin(record, call, acknowledged: true, Drawn, CodeScene.Consumer, Now);

    private static Decision<DisableKeyOutcome> Disable(AccountRecord record, RecoveryCall call) => RecoveryKeyIssueRules.Disable(record, call, CodeScene.Consumer, Now);
}
