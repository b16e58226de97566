using NodaTime;
using Attempt = AccountRecovery.AttemptResult<AccountRecovery.BackupCodeAccepted>;

namespace AccountRecovery;

/// <summary>The second half of <see cref="BackupCodeRedemptionRules"/>: what becomes of a charge.</summary>
public sealed class BackupCodeConclusionTests
{
    private const int LastRoom = QueueRoom.Places - QueueRoom.ReservedPlaces - 2;

    private static readonly Instant Now = CodeScene.Now;
    private static readonly AccountRecord Account = CodeScene.WithSets;
    private static readonly CodeSet Live = Account.BackupCodes.Live!;
    private static readonly CodeSet Pending = Account.BackupCodes.Pending!;
    private static readonly RecoveryCall Strangers = CodeScene.TypesBackup;
    private static readonly RecoveryCall Owners = Strangers with { Given = new ProofsGiven([CodeScene.Proof(ProofKind.HostSession)], TwoStep: false) };
    private static readonly RecoveryCall Confirming = Strangers with { Action = RecoveryAction.Confirm };

    [Fact]
    public void A_pending_set_is_confirmed_until_its_end_and_not_at_it()
    {
        Instant last = Now - ContactScene.Grain;
        (Attempt confirmed, AccountRecord? next) = Try(Account, Confirming, 1, last, last);

        Assert.Equal(new Attempt.Refused(Refusal.Superseded), Try(Account, Confirming, 1, last, Now).Answer);
        Assert.Equal(new Attempt.Accepted(new BackupCodeAccepted(5, 7, last)), confirmed);
        Assert.Equal((Pending, null, null), (next!.BackupCodes.Live, next.BackupCodes.Pending, next.BackupCodes.PendingUntil));
        Assert.Equal(EventFor.Set(RecoveryEventKind.CodesIssued, Pending, last, CodeScene.From) with { Sequence = 1 }, Assert.Single(next.Events.Items));
    }

    [Fact]
    public void Every_code_is_accepted_once_and_few_codes_raise_an_event_at_three_one_and_none()
    {
        AccountRecord record = Account;
        for (int left = 4; left >= 0; left--)
        {
            (Attempt accepted, AccountRecord? next) = Try(record, Owners, 5 - left, Now, Now);
            Assert.Equal(new Attempt.Accepted(new BackupCodeAccepted(left, 7, Now)), accepted);
            Assert.Equal([.. Live.Codes.Select((_, index) => index < 5 - left ? Now : (Instant?)null)], next!.BackupCodes.Live!.Codes.Select(code => code.SpentAt));
            QueuedEvent redeemed = EventFor.Set(RecoveryEventKind.CodeRedeemed, next.BackupCodes.Live, Now, CodeScene.From) with { Attested = true };
            QueuedEvent[] told = left is 3 or 1 or 0 ? [redeemed, redeemed with { Kind = RecoveryEventKind.CodesLow }] : [redeemed];
            Assert.Equal(told, next.Events.Items.Skip(record.Events.Items.Length).Select(item => item with { Sequence = 0 }));
            Assert.Equal((0, 0), (next.BackupCodes.Budgets.Attested.Failures, next.BackupCodes.Budgets.Attested.InFlight.Length));
            Assert.Equal(new Attempt.Refused(Refusal.AlreadySpent), Try(next, Owners, 5 - left, Now, Now).Answer);
            record = next;
        }
    }

    [Fact]
    public void What_has_changed_under_a_charge_refuses_the_right_code_and_raises_an_event()
    {
        Instant end = Now + Duration.FromSeconds(60);
        Decision<Attempt> lapsed = new Attempt.Refused(Refusal.Lapsed);
        Attempt Changed(Func<AccountRecord, AccountRecord> change) => Try(Account, Owners, 1, Now, Now, change).Answer;
        (Attempt superseded, AccountRecord? next) = Try(Account, Owners, 1, Now, Now, charged => charged with { BackupCodes = charged.BackupCodes with { Live = Pending } });

        Assert.Equal(new Attempt.Accepted(new BackupCodeAccepted(4, 7, end - ContactScene.Grain)), Try(Account, Owners, 1, Now, end - ContactScene.Grain).Answer);
        Assert.Equal(lapsed, Try(Account, Owners, 1, Now, end));
        Assert.Equal(lapsed, Try(Account, Owners, 1, Now, Now, charged => charged with { Secret = RecordSecret.Generate() }));
        Assert.Equal(lapsed, Try(Account, Owners, 1, Now, Now, _ => Account));
        Assert.Equal(new Attempt.Refused(Refusal.Frozen), Changed(charged => charged with { Access = AccessPart.None with { FrozenAt = Now }, Epoch = 8 }));
        Assert.Equal(new Attempt.Refused(Refusal.TicketVoid), Changed(charged => charged with { BackupCodes = charged.BackupCodes with { Live = null }, Epoch = 8 }));
        Assert.Equal(new Attempt.Refused(Refusal.Superseded), superseded);
        Assert.Equal(Pending, next!.BackupCodes.Live);
        Assert.Equal((0, 1, 0), (next.BackupCodes.Budgets.Anonymous.Failures, next.BackupCodes.Budgets.Attested.Failures, next.BackupCodes.Budgets.Attested.InFlight.Length));
        Assert.Equal(EventFor.RefusedAttempt(RecoveryMethod.BackupCodes, attested: true, Now, CodeScene.From) with { Sequence = 1 }, Assert.Single(next.Events.Items));
    }

    [Fact]
    public void The_same_call_made_twice_at_once_spends_one_code_and_both_are_accepted()
    {
        RecoveryCall call = Strangers.Keyed(ReceiptVerb.RedeemBackupCode);
        AccountRecord spent = Try(Account, call, 1, Now, Now, charged => BackupCodeRedemptionRules.Charge(charged, call, CodeScene.Consumer, Now).Next!).Next!;
        var second = new ChargeResult.Examine(2, Live, [], CodeScene.Secret);
        var again = new Attempt.Accepted(new BackupCodeAccepted(4, 7, Now)) { Replayed = true };

        (Attempt answer, AccountRecord? next) = BackupCodeRedemptionRules.Conclude(spent, call, second, CodeScene.Tag(2), CodeScene.Consumer, Now);
        Assert.Equal(again, answer);
        Assert.Empty(next!.BackupCodes.Budgets.Anonymous.InFlight);
        Assert.Equal(spent, next with { BackupCodes = next.BackupCodes with { Budgets = spent.BackupCodes.Budgets } });
    }

    [Fact]
    public void A_charge_waits_for_room_for_its_events()
    {
        Decision<Attempt> Conclude(int more, int tag) => Try(Account.Queued(LastRoom), Strangers, tag, Now, Now, charged => charged.Queued(more));
        Decision<Attempt> busy = new Attempt.Busy(BusyReason.Queue);

        Assert.Equal(new Attempt.Accepted(new BackupCodeAccepted(4, 7, Now)), Conclude(0, 1).Answer);
        Assert.Equal(busy, Conclude(1, 1));
        Assert.Equal(new Attempt.Refused(Refusal.WrongCode), Conclude(1, 9).Answer);
        Assert.Equal(busy, Conclude(2, 9));
    }

    // Charged at one instant and concluded at another, with what happens between.
    private static Decision<Attempt> Try(AccountRecord record, RecoveryCall call, int tag, Instant charged, Instant concluded, Func<AccountRecord, AccountRecord>? between = null)
    {
        (ChargeResult answer, AccountRecord? next) = BackupCodeRedemptionRules.Charge(record, call, CodeScene.Consumer, charged);
        ChargeResult.Examine examine = Assert.IsType<ChargeResult.Examine>(answer);
        return BackupCodeRedemptionRules.Conclude(between is null ? next : between(next!), call, examine, CodeScene.Tag(tag), CodeScene.Consumer, concluded);
    }
}
