using NodaTime;
using Attempt = AccountRecovery.AttemptResult<AccountRecovery.BackupCodeAccepted>;

namespace AccountRecovery;

public sealed class BackupCodeRedemptionRulesTests
{
    private const int LastRoom = QueueRoom.Places - QueueRoom.ReservedPlaces - 2;

    private static readonly Instant Now = CodeScene.Now;
    private static readonly AccountRecord Account = CodeScene.WithSets;
    private static readonly CodeSet Live = Account.BackupCodes.Live!;
    private static readonly RecoveryCall Strangers = CodeScene.TypesBackup;
    private static readonly RecoveryCall Owners = Strangers with { Given = new ProofsGiven([CodeScene.Proof(ProofKind.HostSession)], TwoStep: false) };
    private static readonly RecoveryCall Confirming = Strangers with { Action = RecoveryAction.Confirm };

    [Fact]
    public void A_charge_is_in_the_record_before_anything_is_compared_and_nothing_else_changes()
    {
        (ChargeResult answer, AccountRecord? next) = Charge(Account, Strangers);
        ChargeResult.Examine examine = Assert.IsType<ChargeResult.Examine>(answer);

        Assert.Equal((1, Live, CodeScene.Secret), (examine.Charge, examine.Set, examine.Secret));
        Assert.True(CodeScene.Backup.Code.Symbols.SequenceEqual(examine.Symbols.AsSpan()));
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

        Assert.Equal(Answered(new Attempt.Malformed(new NormalizationResult(CodeFault.Empty, 0))), Charge(frozen, bad with { Typed = "" }));
        Assert.Equal(Answered(new Attempt.Refused(Refusal.Frozen)), Charge(frozen, bad));
        Assert.Equal(Answered(new Attempt.Refused(Refusal.TicketInvalid)), Charge(null, bad));
        Assert.Equal(InVain(Refusal.UnknownAccount), Charge(null, Strangers));
        Assert.Equal(InVain(Refusal.NoCodes), Charge(CodeScene.Account, Strangers));
        Assert.Equal(InVain(Refusal.NothingPending), Charge(CodeScene.Account, Confirming));
        Assert.Equal(InVain(Refusal.NothingPending), Charge(Account, Confirming));
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
    public void A_code_of_a_declared_format_is_counted_and_what_fits_none_is_not()
    {
        RecoveryPolicy imports = CodeScene.PolicyOf(options => options.ImportFormats.Add("digits:10"));
        RecoveryCall call = Strangers with { Typed = DrawnCode.Draw(CodeFormat.Parse("digits:10")).Code.Reveal() };

        Assert.Equal(1, BackupCodeRedemptionRules.Charge(Account, call, imports, Now).Next!.BackupCodes.Budgets.Anonymous.Failures);
        Assert.Equal(Answered(new Attempt.Malformed(new NormalizationResult(CodeFault.TooManySymbols, 8))), Charge(Account, call));
    }

    [Fact]
    public void A_repeated_call_is_answered_as_the_first_one_was_and_charges_nothing()
    {
        RecoveryCall call = Strangers.Keyed(ReceiptVerb.RedeemBackupCode);
        AccountRecord accepted = Receipts.Keep(Account, call.Receipt, ReceiptKind.Accepted, 4, CodeScene.Earlier);
        AccountRecord refused = Receipts.Keep(Account, call.Receipt, ReceiptKind.Refused, (long)Refusal.WrongCode, CodeScene.Earlier);

        Assert.Equal(Answered(new Attempt.Accepted(new BackupCodeAccepted(4, 7, CodeScene.Earlier)) { Replayed = true }), Charge(accepted, call));
        Assert.Equal(Answered(new Attempt.Refused(Refusal.WrongCode) { Replayed = true }), Charge(refused, call));
        Assert.Equal(Answered(new Attempt.Refused(Refusal.IdempotencyKeyReused)), Charge(accepted, Strangers.Keyed(ReceiptVerb.RedeemBackupCode, input: 2)));
    }

    [Fact]
    public void Without_room_for_two_events_nothing_is_charged()
    {
        Assert.Equal(1, Charge(Account.Queued(LastRoom), Strangers).Next!.BackupCodes.Budgets.Anonymous.Failures);
        Assert.Equal(Answered(new Attempt.Busy(BusyReason.Queue)), Charge(Account.Queued(LastRoom + 1), Strangers));
    }

    [Fact]
    public void A_code_beyond_guessing_is_counted_only_where_every_method_is()
    {
        StoredCode code = new([.. CodeTags.Keyed(CodeScene.Secret, RecoveryMethod.BackupCodes, Live.Salt.AsSpan(), CodeScene.Backup.Code.Symbols)], null);
        AccountRecord record = Account with { BackupCodes = Account.BackupCodes with { Live = Live with { Scheme = CodeTags.KeyedScheme, Codes = [code] } } };
        RecoveryCall wrong = Strangers with { Typed = TestHost.OtherThan(CodeScene.Backup.Code.Reveal(), CodeFormat.BackupCode) };
        Decision<ChargeResult> refused = Answered(new Attempt.Refused(Refusal.WrongCode));

        (ChargeResult answer, AccountRecord? counted) = BackupCodeRedemptionRules.Charge(record, wrong, CodeScene.Counting, Now);
        Assert.Equal(refused, Charge(record, wrong));
        Assert.Equal(refused.Answer, answer);
        Assert.Equal((1, 0), (counted!.BackupCodes.Budgets.Anonymous.Failures, counted.BackupCodes.Budgets.Anonymous.InFlight.Length));
        AccountRecord spent = BackupCodeRedemptionRules.Charge(counted, Strangers, CodeScene.Counting, Now).Next!;
        Assert.Equal((Now, 0), (spent.BackupCodes.Live!.Codes[0].SpentAt, spent.BackupCodes.Budgets.Anonymous.Failures));
        Assert.Equal(Answered(new Attempt.Refused(Refusal.AlreadySpent)), Charge(spent, Strangers));
    }

    private static AccountRecord With(AttemptBudgets budgets) => Account with { BackupCodes = Account.BackupCodes with { Budgets = budgets } };

    private static Decision<ChargeResult> Answered(Attempt answer) => new ChargeResult.Answered(answer);

    private static Decision<ChargeResult> InVain(Refusal why) => new ChargeResult.RefusedLikeWork(why);

    private static Decision<ChargeResult> Charge(AccountRecord? record, RecoveryCall call) => BackupCodeRedemptionRules.Charge(record, call, CodeScene.Consumer, Now);
}
