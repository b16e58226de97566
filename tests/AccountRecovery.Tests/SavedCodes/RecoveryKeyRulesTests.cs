using NodaTime;
using Attempt = AccountRecovery.AttemptResult<AccountRecovery.SavedCodeAccepted>;

namespace AccountRecovery;

public sealed class RecoveryKeyRulesTests
{
    private static readonly Instant Now = CodeScene.Now;
    private static readonly DrawnCode New = DrawnCode.Draw(CodeFormat.RecoveryKey);
    private static readonly RecoveryCall Redeems = CodeScene.Call(RecoveryAction.Redeem, RecoveryMethod.RecoveryKey, CodeScene.Key.Code.Reveal());
    private static readonly RecoveryCall Confirms = CodeScene.Call(RecoveryAction.Confirm, RecoveryMethod.RecoveryKey, New.Code.Reveal());
    private static readonly AttemptBudget Failures = CodeScene.Failed(4, CodeScene.Counting, CodeScene.Earlier);
    private static readonly Attempt Accepted = new Attempt.Accepted(new SavedCodeAccepted(7, Now, Voided.Nothing, Replacement: null));

    // A live key that is to be disabled, and failures at both kinds of codes.
    private static readonly AccountRecord Enabled = CodeScene.Account with
    {
        RecoveryKey = CodeScene.Account.RecoveryKey with
        {
            Slot = CodeScene.Account.RecoveryKey.Slot with { Budgets = new AttemptBudgets(Failures, Failures) },
            DisabledFrom = Now + ContactScene.Month,
        },
        SecurityCodes = SecurityCodePart.None with { Budgets = new AttemptBudgets(Failures, Failures) },
    };

    // A key that waits to be typed back, after one that was redeemed.
    private static readonly AccountRecord Begun = Enabled with
    {
        RecoveryKey = Enabled.RecoveryKey with
        {
            Slot = Enabled.RecoveryKey.Slot with { Code = Enabled.RecoveryKey.Slot.Code! with { SpentAt = CodeScene.Earlier }, Numbered = 6 },
            Pending = New.ToStore(RecoveryMethod.RecoveryKey, 6, CodeScene.Secret, CodeScene.Earlier),
            PendingUntil = Now + ContactScene.Grain,
            DisabledFrom = null,
        },
    };

    [Fact]
    public void Redeeming_spends_the_key_and_ends_its_disabling_and_voids_nothing()
    {
        (Attempt answer, AccountRecord? next) = RecoveryKeyRules.Redeem(Enabled, Redeems, CodeScene.Consumer, Now);

        Assert.Equal(Accepted, answer);
        SavedCode spent = Enabled.RecoveryKey.Slot.Code! with { SpentAt = Now };
        Assert.Equal(Enabled.RecoveryKey with { Slot = Enabled.RecoveryKey.Slot with { Code = spent }, DisabledFrom = null }, next!.RecoveryKey);
        Assert.Equal(Enabled with { RecoveryKey = next.RecoveryKey, SecurityCodes = Enabled.SecurityCodes.Reopen(), Events = next.Events }, next);
        QueuedEvent redeemed = EventFor.Code(RecoveryEventKind.CodeRedeemed, RecoveryMethod.RecoveryKey, 5, Now, CodeScene.From) with { Remaining = 0, Sequence = 1 };
        Assert.Equal(redeemed, Assert.Single(next.Events.Items));
        Assert.Equal(new Attempt.Refused(Refusal.AlreadySpent), RecoveryKeyRules.Redeem(next, Redeems, CodeScene.Consumer, Now));
    }

    [Fact]
    public void The_event_of_a_redeemed_key_says_whether_the_host_vouched_for_the_caller()
    {
        RecoveryCall owners = Redeems with { Given = new ProofsGiven([CodeScene.Proof(ProofKind.TrustedDevice)], TwoStep: false) };

        Assert.True(Assert.Single(RecoveryKeyRules.Redeem(Enabled, owners, CodeScene.Consumer, Now).Next!.Events.Items).Attested);
        Assert.False(Assert.Single(RecoveryKeyRules.Redeem(Enabled, Redeems, CodeScene.Consumer, Now).Next!.Events.Items).Attested);
    }

    [Fact]
    public void A_key_that_is_typed_back_is_in_force_from_then_and_not_from_when_it_was_drawn()
    {
        (Attempt answer, AccountRecord? next) = RecoveryKeyRules.Confirm(Begun, Confirms, CodeScene.Consumer, Now);

        Assert.Equal(Accepted, answer);
        SavedCode live = Begun.RecoveryKey.Pending! with { IssuedAt = Now };
        Assert.Equal(RecoveryKeyPart.None with { Slot = new SavedCodeSlot { Code = live, Numbered = 6, Budgets = Begun.RecoveryKey.Slot.Budgets.Reopened() } }, next!.RecoveryKey);
        Assert.Equal(Begun with { RecoveryKey = next.RecoveryKey, Events = next.Events }, next);
        QueuedEvent issued = EventFor.Code(RecoveryEventKind.CodesIssued, RecoveryMethod.RecoveryKey, 6, Now, CodeScene.From) with { Remaining = 1, Sequence = 1 };
        Assert.Equal(issued, Assert.Single(next.Events.Items));
        Assert.Equal(new Attempt.Refused(Refusal.NothingPending), RecoveryKeyRules.Confirm(next, Confirms, CodeScene.Consumer, Now));
    }

    [Fact]
    public void A_confirmed_key_is_exclusive_720_hours_after_it_was_typed_back_and_not_a_microsecond_before()
    {
        AccountRecord next = RecoveryKeyRules.Confirm(Begun, Confirms, CodeScene.Consumer, Now).Next!;

        Assert.False(next.IsKeyExclusive(Now + Duration.FromHours(720) - ContactScene.Grain));
        Assert.True(next.IsKeyExclusive(Now + Duration.FromHours(720)));
    }

    [Fact]
    public void A_pending_key_opens_nothing_and_a_spent_one_confirms_nothing()
    {
        Assert.Equal(new Attempt.Refused(Refusal.WrongCode), RecoveryKeyRules.Redeem(Begun, Redeems with { Typed = Confirms.Typed }, CodeScene.Consumer, Now));
        Assert.Equal(new Attempt.Refused(Refusal.AlreadySpent), RecoveryKeyRules.Redeem(Begun, Redeems, CodeScene.Consumer, Now));
        Assert.Equal(new Attempt.Refused(Refusal.WrongCode), RecoveryKeyRules.Confirm(Begun, Confirms with { Typed = Redeems.Typed }, CodeScene.Consumer, Now));
        Assert.Equal(new Attempt.Refused(Refusal.NothingPending), RecoveryKeyRules.Confirm(Enabled, Confirms, CodeScene.Consumer, Now));
        Assert.Equal(new Attempt.Refused(Refusal.NoCodes), RecoveryKeyRules.Redeem(Enabled with { RecoveryKey = RecoveryKeyPart.None }, Redeems, CodeScene.Consumer, Now));
    }

    [Fact]
    public void A_repeated_call_is_accepted_again_and_changes_nothing()
    {
        RecoveryCall redeem = Redeems.Keyed(ReceiptVerb.RedeemRecoveryKey);
        RecoveryCall confirm = Confirms.Keyed(ReceiptVerb.ConfirmRecoveryKey);
        Attempt again = Accepted with { Replayed = true };

        Assert.Equal(again, RecoveryKeyRules.Redeem(RecoveryKeyRules.Redeem(Enabled, redeem, CodeScene.Consumer, Now).Next, redeem, CodeScene.Consumer, Now + ContactScene.Grain));
        Assert.Equal(again, RecoveryKeyRules.Confirm(RecoveryKeyRules.Confirm(Begun, confirm, CodeScene.Consumer, Now).Next, confirm, CodeScene.Consumer, Now + ContactScene.Grain));
    }

    [Fact]
    public void The_last_reserved_place_is_enough_for_either()
    {
        Decision<Attempt> busy = new Attempt.Busy(BusyReason.Queue);

        Assert.Equal(Accepted, RecoveryKeyRules.Redeem(Enabled.Queued(QueueRoom.Places - 1), Redeems, CodeScene.Consumer, Now).Answer);
        Assert.Equal(busy, RecoveryKeyRules.Redeem(Enabled.Queued(QueueRoom.Places), Redeems, CodeScene.Consumer, Now));
        Assert.Equal(Accepted, RecoveryKeyRules.Confirm(Begun.Queued(QueueRoom.Places - 1), Confirms, CodeScene.Consumer, Now).Answer);
        Assert.Equal(busy, RecoveryKeyRules.Confirm(Begun.Queued(QueueRoom.Places), Confirms, CodeScene.Consumer, Now));
    }
}
