using NodaTime;
using Attempt = AccountRecovery.AttemptResult<AccountRecovery.SavedCodeAccepted>;

namespace AccountRecovery;

public sealed class RecoveryCodeRulesTests
{
    private static readonly Instant Now = CodeScene.Now;
    private static readonly RecoveryCall Call = CodeScene.Call(RecoveryAction.Redeem, RecoveryMethod.RecoveryCode, CodeScene.Code.Code.Reveal());

    // One contact of each state: two of them protect the account.
    private static readonly AccountRecord Account = CodeScene.WithSets with
    {
        Contacts = ContactPart.None with { Items = [.. Enum.GetValues<ContactState>().Select(state => CodeScene.Settled with { Number = (int)state, State = state })], Numbered = 9 },
    };

    [Fact]
    public void Redeeming_spends_the_code_and_clears_everything_else_in_one_write()
    {
        (Attempt answer, AccountRecord? next) = Redeem(Account, Call);

        Assert.Equal(new Attempt.Accepted(new SavedCodeAccepted(8, Now, new Voided(5, RecoveryKey: true, Contacts: 2), Replacement: null)), answer);
        Assert.Equal(Account.RecoveryCode with { Code = Account.RecoveryCode.Code! with { SpentAt = Now } }, next!.RecoveryCode);
        AccountRecord cleared = AccountClearing.Clear(Account, Now);
        Assert.Equal(cleared.Contacts.Items.AsEnumerable(), next.Contacts.Items);
        Assert.Equal(cleared with { RecoveryCode = next.RecoveryCode, Contacts = next.Contacts, Events = next.Events }, next);
        var reentry = new Reentry(Now, Now + Duration.FromHours(24)) { HadContacts = true };
        Assert.Equal(new AccessPart { Reentry = reentry, SessionsValidFrom = Now, PaymentsHeldUntil = Now + Duration.FromHours(72) }, next.Access);
        QueuedEvent redeemed = EventFor.Code(RecoveryEventKind.CodeRedeemed, RecoveryMethod.RecoveryCode, 3, Now, CodeScene.From) with { Remaining = 0, Sequence = 1 };
        QueuedEvent voided = EventFor.Account(RecoveryEventKind.SessionsVoided, RecoveryMethod.RecoveryCode, Now, CodeScene.From) with { Sequence = 2 };
        Assert.Equal([redeemed, voided], next.Events.Items.AsEnumerable());
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 0)]
    public void Backup_codes_that_a_restore_had_voided_already_are_not_counted_again(int grains, int voided)
    {
        RecoveryPolicy restored = CodeScene.Restored(CodeScene.Earlier + (ContactScene.Grain * grains));
        RecoveryCall call = Call with { Given = new ProofsGiven([CodeScene.Proof(ProofKind.HostPassword)], TwoStep: false) };

        Attempt.Accepted accepted = Assert.IsType<Attempt.Accepted>(RecoveryCodeRules.Redeem(Account, call, null, restored, Now).Answer);

        Assert.Equal(voided, accepted.Facts.Voided.BackupCodes);
    }

    [Fact]
    public void A_replacement_is_live_from_the_same_write_and_the_old_code_is_dead()
    {
        DrawnCode drawn = DrawnCode.Draw(CodeFormat.RecoveryCode);
        (Attempt answer, AccountRecord? next) = RecoveryCodeRules.Redeem(CodeScene.Account, Call, drawn, CodeScene.Counting, Now);

        Assert.Equal(new Attempt.Accepted(new SavedCodeAccepted(8, Now, new Voided(0, RecoveryKey: true), Replacement: 4)), answer);
        SavedCode live = next!.RecoveryCode.Live!;
        Assert.Equal((4, 4, Now), (live.Number, next.RecoveryCode.Numbered, live.IssuedAt));
        Assert.True(live.Is(RecoveryMethod.RecoveryCode, drawn.Code.Symbols, CodeScene.Secret));
        QueuedEvent issued = EventFor.Code(RecoveryEventKind.CodesIssued, RecoveryMethod.RecoveryCode, 4, Now, CodeScene.From) with { Remaining = 1, Sequence = 3 };
        Assert.Equal(3, next.Events.Items.Length);
        Assert.Equal(issued, next.Events.Items[2]);
        Assert.Equal(new Attempt.Refused(Refusal.WrongCode), Redeem(next, Call));
        Assert.Equal(9, Redeem(next, Call with { Typed = drawn.Code.Reveal() }).Next!.Epoch);
    }

    [Fact]
    public void A_code_is_redeemed_in_every_standing_but_a_frozen_one_and_never_twice()
    {
        AccessPart[] states =
        [
            AccessPart.None with { Wait = new Wait(CodeScene.Earlier, Now + ContactScene.Month) },
            AccessPart.None with { Reentry = new Reentry(CodeScene.Earlier, Now) },
            AccessPart.None with { Reentry = Reentry.AfterWait(CodeScene.Earlier) },
        ];

        Assert.All(states, access =>
        {
            AccountRecord next = Redeem(Account with { Access = access }, Call).Next!;
            Assert.Equal((8, new Reentry(Now, Now + Reentry.GrantLifetime) { HadContacts = true }, null), (next.Epoch, next.Access.Reentry, next.Access.Wait));
            Assert.Equal(new Attempt.Refused(Refusal.AlreadySpent), Redeem(next, Call));
        });
        Assert.Equal(new Attempt.Refused(Refusal.Frozen), Redeem(Account with { Access = AccessPart.None with { FrozenAt = Now } }, Call));
        Assert.Equal(new Attempt.Refused(Refusal.NoCodes), Redeem(Account with { RecoveryCode = SavedCodeSlot.Empty }, Call));
    }

    [Fact]
    public void A_repeated_call_says_again_what_was_voided_and_voids_nothing()
    {
        RecoveryCall call = Call.Keyed(ReceiptVerb.RedeemRecoveryCode);
        AccountRecord next = Redeem(Account, call).Next!;

        Assert.Equal(new Attempt.Accepted(new SavedCodeAccepted(8, Now, new Voided(5, RecoveryKey: true, Contacts: 2), Replacement: null)) { Replayed = true }, Redeem(next, call));
        Assert.Equal(new Attempt.Refused(Refusal.IdempotencyKeyReused), Redeem(next, Call.Keyed(ReceiptVerb.RedeemRecoveryCode, input: 2)));
    }

    [Fact]
    public void The_event_says_whether_the_host_vouched_for_the_caller()
    {
        AccountRecord next = Redeem(Account, Call with { Given = new ProofsGiven([CodeScene.Proof(ProofKind.HostSession)], TwoStep: false) }).Next!;

        Assert.Equal([true, true], next.Events.Items.Select(item => item.Attested));
        Assert.Equal([false, false], Redeem(Account, Call).Next!.Events.Items.Select(item => item.Attested));
    }

    [Fact]
    public void The_last_three_reserved_places_are_enough_and_two_are_not()
    {
        Assert.Equal(QueueRoom.Places - 1, Redeem(Account.Queued(QueueRoom.Places - 3), Call).Next!.Events.Items.Length);
        Assert.Equal(new Attempt.Busy(BusyReason.Queue), Redeem(Account.Queued(QueueRoom.Places - 2), Call));
    }

    private static Decision<Attempt> Redeem(AccountRecord record, RecoveryCall call) => RecoveryCodeRules.Redeem(record, call, replacement: null, CodeScene.Consumer, Now);
}
