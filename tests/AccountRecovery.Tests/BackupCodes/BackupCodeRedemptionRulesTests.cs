using NodaTime;
using Attempt = AccountRecovery.AttemptResult<AccountRecovery.BackupCodeAccepted>;

namespace AccountRecovery;

public sealed class BackupCodeRedemptionRulesTests
{
    private const int LastRoom = QueueRoom.Places - QueueRoom.ReservedPlaces - 2;

    private static readonly Instant Now = CodeScene.Now;
    private static readonly DrawnCode Typed = DrawnCode.Draw(CodeFormat.BackupCode);
    private static readonly RecoveryCall Strangers = CodeScene.Call(RecoveryAction.Redeem, RecoveryMethod.BackupCodes, Typed.Code.Reveal());
    private static readonly RecoveryCall Owners = Strangers with { Given = new ProofsGiven([CodeScene.Proof(ProofKind.HostSession)], TwoStep: false) };
    private static readonly RecoveryCall Confirming = Strangers with { Action = RecoveryAction.Confirm };
    private static readonly CodeSet Live = Set(1);
    private static readonly CodeSet Pending = Set(2);
    private static readonly AccountRecord Account = CodeScene.Account with { BackupCodes = BackupCodePart.None with { Live = Live, Pending = Pending, PendingUntil = Now } };

    [Fact]
    public void A_charge_is_in_the_record_before_anything_is_compared_and_nothing_else_changes()
    {
        (ChargeResult answer, AccountRecord? next) = Charge(Account, Strangers);
        ChargeResult.Examine examine = Assert.IsType<ChargeResult.Examine>(answer);

        Assert.Equal((1, Live, CodeScene.Secret), (examine.Charge, examine.Set, examine.Secret));
        Assert.Equal(Typed.Code.Symbols.ToArray(), examine.Symbols.ToArray());
        Assert.Equal(1, next!.BackupCodes.Budgets.Anonymous.Failures);
        Assert.Equal(new AttemptCharge(1, Now, CodeScene.From), Assert.Single(next.BackupCodes.Budgets.Anonymous.InFlight));
        Assert.Same(AttemptBudget.Fresh, next.BackupCodes.Budgets.Attested);
        Assert.Equal(Account, next with { BackupCodes = next.BackupCodes with { Budgets = AttemptBudgets.Fresh } });
    }

    [Fact]
    public void What_is_refused_before_it_is_counted_changes_nothing_and_the_first_reason_is_given()
    {
        AccountRecord frozen = Account with { Access = AccessPart.None with { FrozenAt = Now } };
        RecoveryCall bad = Owners with { Given = new ProofsGiven([null], TwoStep: false) };

        Assert.Equal(Answered(new Attempt.Malformed(new FoldResult(CodeFault.Empty, 0))), Charge(frozen, bad with { Typed = "" }));
        Assert.Equal(Answered(new Attempt.Refused(Refusal.Frozen)), Charge(frozen, bad));
        Assert.Equal(Answered(new Attempt.Refused(Refusal.TicketInvalid)), Charge(null, bad));
        Assert.Equal(InVain(Refusal.UnknownAccount), Charge(null, Strangers));
        Assert.Equal(InVain(Refusal.NoCodes), Charge(CodeScene.Account, Strangers));
        Assert.Equal(InVain(Refusal.NothingPending), Charge(CodeScene.Account, Confirming));
        Assert.Equal(InVain(Refusal.VoidedByRestore), BackupCodeRedemptionRules.Charge(Account, Strangers, CodeScene.Restored(Live.IssuedAt + ContactScene.Grain), Now));
        Assert.IsType<ChargeResult.Examine>(BackupCodeRedemptionRules.Charge(Account, Strangers, CodeScene.Restored(Live.IssuedAt), Now).Answer);
    }

    [Fact]
    public void A_pause_and_a_closed_budget_stop_their_own_callers_alone_and_the_pause_ends_at_its_end()
    {
        AttemptBudget over = CodeScene.Failed(5, CodeScene.Consumer, Now - Duration.FromSeconds(30));
        AccountRecord paused = With(new AttemptBudgets(over with { PausedUntil = Now + ContactScene.Grain }, over));
        AccountRecord closed = With(new AttemptBudgets(CodeScene.Failed(100, CodeScene.Consumer, Now), over));

        Assert.Equal(Answered(new Attempt.Paused(Now + ContactScene.Grain)), Charge(paused, Strangers));
        Assert.Equal(Answered(new Attempt.Closed()), Charge(closed, Strangers));
        Assert.All([paused, closed], record => Assert.IsType<ChargeResult.Examine>(Charge(record, Owners).Answer));
        Assert.IsType<ChargeResult.Examine>(Charge(With(new AttemptBudgets(over, over)), Strangers).Answer);
    }

    [Fact]
    public void A_pending_set_is_confirmed_until_its_end_and_not_at_it()
    {
        Instant last = Now - ContactScene.Grain;
        (Attempt confirmed, AccountRecord? next) = Try(Account, Confirming, 1, last, last);

        Assert.Equal(InVain(Refusal.NothingPending), Charge(Account, Confirming));
        Assert.Equal(new Attempt.Refused(Refusal.Superseded), Try(Account, Confirming, 1, last, Now).Answer);
        Assert.Equal(new Attempt.Accepted(new BackupCodeAccepted(5, 7, last)), confirmed);
        Assert.Equal((Pending, null, null), (next!.BackupCodes.Live, next.BackupCodes.Pending, next.BackupCodes.PendingUntil));
        Assert.Equal(EventFor.Set(RecoveryEventKind.CodesIssued, Pending, last, CodeScene.From) with { Sequence = 1 }, Assert.Single(next.Events.Items));
    }

    [Fact]
    public void Every_code_is_accepted_once_and_what_is_left_is_told_at_three_one_and_none()
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
    public void What_has_changed_under_a_charge_refuses_the_right_code_and_its_failure_is_told()
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
        AccountRecord spent = Try(Account, call, 1, Now, Now, charged => Charge(charged, call).Next!).Next!;
        var second = new ChargeResult.Examine(2, Live, [], CodeScene.Secret);
        var again = new Attempt.Accepted(new BackupCodeAccepted(4, 7, Now)) { Replayed = true };

        (Attempt answer, AccountRecord? next) = BackupCodeRedemptionRules.Conclude(spent, call, second, Tag(2), CodeScene.Consumer, Now);
        Assert.Equal(again, answer);
        Assert.Empty(next!.BackupCodes.Budgets.Anonymous.InFlight);
        Assert.Equal(spent, next with { BackupCodes = next.BackupCodes with { Budgets = spent.BackupCodes.Budgets } });
        Assert.Equal(Answered(again), Charge(next, call));
        Assert.Equal(Answered(new Attempt.Refused(Refusal.IdempotencyKeyReused)), Charge(next, Strangers.Keyed(ReceiptVerb.RedeemBackupCode, input: 2)));
    }

    [Fact]
    public void Without_room_for_two_events_nothing_is_charged_and_a_charge_waits_for_its_event()
    {
        Decision<Attempt> Conclude(int more, int tag) => Try(Account.Queued(LastRoom), Strangers, tag, Now, Now, charged => charged.Queued(more));
        Decision<Attempt> busy = new Attempt.Busy(BusyReason.Queue);

        Assert.Equal(Answered(busy.Answer), Charge(Account.Queued(LastRoom + 1), Strangers));
        Assert.Equal(new Attempt.Accepted(new BackupCodeAccepted(4, 7, Now)), Conclude(0, 1).Answer);
        Assert.Equal(busy, Conclude(1, 1));
        Assert.Equal(new Attempt.Refused(Refusal.WrongCode), Conclude(1, 9).Answer);
        Assert.Equal(busy, Conclude(2, 9));
    }

    [Fact]
    public void A_code_beyond_guessing_is_counted_only_where_every_method_is()
    {
        StoredCode code = new([.. CodeTags.Keyed(CodeScene.Secret, RecoveryMethod.BackupCodes, Live.Salt.AsSpan(), Typed.Code.Symbols)], null);
        AccountRecord record = Account with { BackupCodes = Account.BackupCodes with { Live = Live with { Scheme = CodeTags.KeyedScheme, Codes = [code] } } };
        RecoveryCall wrong = Strangers with { Typed = TestHost.OtherThan(Typed.Code.Reveal(), CodeFormat.BackupCode) };
        Decision<ChargeResult> refused = Answered(new Attempt.Refused(Refusal.WrongCode));

        (ChargeResult answer, AccountRecord? counted) = BackupCodeRedemptionRules.Charge(record, wrong, CodeScene.Counting, Now);
        Assert.Equal(refused, Charge(record, wrong));
        Assert.Equal(refused.Answer, answer);
        Assert.Equal((1, 0), (counted!.BackupCodes.Budgets.Anonymous.Failures, counted.BackupCodes.Budgets.Anonymous.InFlight.Length));
        AccountRecord spent = BackupCodeRedemptionRules.Charge(counted, Strangers, CodeScene.Counting, Now).Next!;
        Assert.Equal((Now, 0), (spent.BackupCodes.Live!.Codes[0].SpentAt, spent.BackupCodes.Budgets.Anonymous.Failures));
        Assert.Equal(Answered(new Attempt.Refused(Refusal.AlreadySpent)), Charge(spent, Strangers));
    }

    private static CodeSet Set(int number) =>
        new(number, CodeFormat.BackupCode, "slow", "1", [.. Tag(number)[..CodeTags.SaltSize]], [.. Enumerable.Range(1, 5).Select(n => new StoredCode([.. Tag(n)], null))], CodeScene.Earlier);

    private static byte[] Tag(int number) => [.. Enumerable.Repeat((byte)number, CodeTags.Size)];

    private static AccountRecord With(AttemptBudgets budgets) => Account with { BackupCodes = Account.BackupCodes with { Budgets = budgets } };

    private static Decision<ChargeResult> Answered(Attempt answer) => new ChargeResult.Answered(answer);

    private static Decision<ChargeResult> InVain(Refusal why) => new ChargeResult.RefusedLikeWork(why);

    private static Decision<ChargeResult> Charge(AccountRecord? record, RecoveryCall call) => BackupCodeRedemptionRules.Charge(record, call, CodeScene.Consumer, Now);

    // Charged at one instant and concluded at another, with what happens between.
    private static Decision<Attempt> Try(AccountRecord record, RecoveryCall call, int tag, Instant charged, Instant concluded, Func<AccountRecord, AccountRecord>? between = null)
    {
        (ChargeResult answer, AccountRecord? next) = BackupCodeRedemptionRules.Charge(record, call, CodeScene.Consumer, charged);
        ChargeResult.Examine examine = Assert.IsType<ChargeResult.Examine>(answer);
        return BackupCodeRedemptionRules.Conclude(between is null ? next : between(next!), call, examine, Tag(tag), CodeScene.Consumer, concluded);
    }
}
