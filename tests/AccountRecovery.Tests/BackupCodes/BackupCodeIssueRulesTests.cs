using NodaTime;

namespace AccountRecovery;

public sealed class BackupCodeIssueRulesTests
{
    private const int LastRoom = QueueRoom.Places - QueueRoom.ReservedPlaces - 1;

    private static readonly Instant Now = CodeScene.Now;
    private static readonly RecoveryCall Owners = CodeScene.Call(RecoveryAction.Generate, RecoveryMethod.BackupCodes, typed: null, CodeScene.Proof(ProofKind.HostPassword));
    private static readonly RecoveryCall Import = CodeScene.Call(RecoveryAction.Import, RecoveryMethod.BackupCodes, typed: null);
    private static readonly RecoveryPolicy Confirms = CodeScene.PolicyOf(options => options.ConfirmBackupCodes = true);
    private static readonly PreparedSet Prepared = new(CodeScene.Secret, CodeFormat.BackupCode, "slow", "1", [.. new byte[CodeTags.SaltSize]], [[1, 2], [3, 4], [5, 6]]);
    private static readonly CodeSet Old = new(4, CodeFormat.BackupCode, "slow", "1", [9], [new StoredCode([1], CodeScene.Earlier), new StoredCode([2], null)], CodeScene.Earlier);
    private static readonly AttemptBudget Failures = CodeScene.Failed(100, CodeScene.Consumer, CodeScene.Earlier);

    // With a live set, a pending one, and both budgets closed.
    private static readonly AccountRecord Account = CodeScene.Account with
    {
        BackupCodes = new BackupCodePart
        {
            Live = Old,
            Pending = Old with { Number = 5 },
            PendingUntil = Now + ContactScene.Grain,
            SetsNumbered = 5,
            Budgets = new AttemptBudgets(Failures, Failures),
        },
    };

    [Fact]
    public void A_new_set_kills_every_older_one_at_once_and_counting_starts_anew()
    {
        (IssueResult answer, AccountRecord? next) = Issue(Account, Owners);

        Assert.Equal(new IssueResult.Issued(6, Now, null), answer);
        CodeSet live = next!.BackupCodes.Live!;
        Assert.Equal(new CodeSet(6, Prepared.Format, "slow", "1", Prepared.Salt, live.Codes, Now), live);
        Assert.Equal(Prepared.Tags.Select(tag => new StoredCode(tag, null)), live.Codes);
        Assert.Equal(new BackupCodePart { Live = live, SetsNumbered = 6, Budgets = Account.BackupCodes.Budgets.Reopened() }, next.BackupCodes);
        Assert.Equal(EventFor.Set(RecoveryEventKind.CodesIssued, live, Now, CodeScene.From) with { Sequence = 1 }, Assert.Single(next.Events.Items));
        Assert.Equal(Account, next with { BackupCodes = Account.BackupCodes, Events = Account.Events });
    }

    [Fact]
    public void A_set_that_is_to_be_confirmed_leaves_the_live_one_and_the_failures_as_they_are()
    {
        (IssueResult answer, AccountRecord? next) = Issue(Account, Owners, Confirms);

        Instant until = Now + Duration.FromHours(24);
        Assert.Equal(new IssueResult.Issued(6, Now, until), answer);
        CodeSet pending = next!.BackupCodes.Pending!;
        Assert.Equal((6, Now, 3), (pending.Number, pending.IssuedAt, pending.Remaining));
        Assert.Equal(Account.BackupCodes with { Pending = pending, PendingUntil = until, SetsNumbered = 6 }, next.BackupCodes);
        Assert.Equal(EventFor.Set(RecoveryEventKind.CodesPending, pending, Now, CodeScene.From) with { Sequence = 1 }, Assert.Single(next.Events.Items));
    }

    [Fact]
    public void Codes_are_imported_once_in_force_at_once_and_never_over_codes_of_the_account()
    {
        (IssueResult answer, AccountRecord? next) = Issue(CodeScene.Account, Import.Keyed(ReceiptVerb.ImportBackupCodes), Confirms);

        Assert.Equal(new IssueResult.Issued(1, Now, null), answer);
        Assert.True(next!.BackupCodes.Live!.Imported);
        Assert.Equal(EventFor.Set(RecoveryEventKind.CodesImported, next.BackupCodes.Live, Now, CodeScene.From) with { Sequence = 1 }, Assert.Single(next.Events.Items));
        Assert.Equal(new IssueResult.Already(3), Issue(next, Import.Keyed(ReceiptVerb.ImportBackupCodes)));
        Assert.Equal(new IssueResult.Refused(Refusal.CodesExist), Issue(next, Import));
        Assert.Equal(new IssueResult.Refused(Refusal.CodesExist), Issue(CodeScene.Account with { BackupCodes = BackupCodePart.None.Void() }, Import));
    }

    [Fact]
    public void What_is_not_allowed_changes_nothing_and_the_first_reason_is_given()
    {
        AccountRecord frozen = Account with { Access = AccessPart.None with { FrozenAt = Now } };
        RecoveryCall sessions = Owners with { Given = new ProofsGiven([CodeScene.Proof(ProofKind.HostSession)], TwoStep: false) };

        Assert.Equal(new IssueResult.Refused(Refusal.Frozen), Issue(frozen, Import));
        Assert.Equal(new IssueResult.Refused(Refusal.PasswordProofNeeded), Issue(Account, sessions));
        Assert.Equal(new IssueResult.Refused(Refusal.TwoStepProofNeeded), Issue(Account, Owners with { Given = Owners.Given with { TwoStep = true } }));
        Assert.Equal(new IssueResult.Busy(BusyReason.ClockSuspect), Issue(Account, Owners, CodeScene.Restored(Now + ContactScene.Grain)));
        Assert.Equal(new IssueResult.Issued(6, Now, null), Issue(Account, Owners, CodeScene.Restored(Now)).Answer);
        Assert.Equal(new IssueResult.Busy(BusyReason.Queue), Issue(Account.Queued(LastRoom + 1), Owners));
        Assert.Equal(new IssueResult.Issued(6, Now, null), Issue(Account.Queued(LastRoom), Owners).Answer);
    }

    [Fact]
    public void A_set_is_issued_only_into_the_record_that_it_was_hashed_for()
    {
        PreparedSet forNew = Prepared with { MakesRecord = true };

        Assert.Equal(new IssueStep(null, null), BackupCodeIssueRules.Issue(null, Import, Prepared, CodeScene.Consumer, Now));
        Assert.Equal(new IssueStep(null, CodeScene.Secret), BackupCodeIssueRules.Issue(Account, Owners, Prepared with { Secret = RecordSecret.Generate() }, CodeScene.Consumer, Now));
        AccountRecord made = BackupCodeIssueRules.Issue(null, Import, forNew, CodeScene.Consumer, Now).Next!;
        Assert.Equal(AccountRecord.New(CodeScene.Secret, Now) with { BackupCodes = made.BackupCodes, Events = made.Events }, made);
        Assert.Equal((1, 3), (made.BackupCodes.SetsNumbered, made.BackupCodes.Live!.Remaining));
    }

    [Fact]
    public void A_repeated_call_issues_nothing_and_says_what_the_first_one_did()
    {
        AccountRecord issued = Issue(Account, Owners.Keyed(ReceiptVerb.GenerateBackupCodes)).Next!;

        Assert.Equal(new IssueResult.Already(6), Issue(issued, Owners.Keyed(ReceiptVerb.GenerateBackupCodes) with { Given = Import.Given }));
        Assert.Equal(new IssueResult.Refused(Refusal.IdempotencyKeyReused), Issue(issued, Owners.Keyed(ReceiptVerb.GenerateBackupCodes, input: 2)));
        Assert.Equal(new IssueResult.Issued(7, Now, null), Issue(issued, Owners).Answer);
    }

    [Fact]
    public void Revoking_kills_every_set_and_leaves_the_failures_counted()
    {
        (RevokeOutcome answer, AccountRecord? next) = BackupCodeIssueRules.Revoke(Account, Owners, CodeScene.Consumer, Now);

        Assert.Equal(new RevokeOutcome.Revoked(1), answer);
        Assert.Equal(new BackupCodePart { SetsNumbered = 5, Budgets = Account.BackupCodes.Budgets }, next!.BackupCodes);
        Assert.Equal(EventFor.Set(RecoveryEventKind.CodesRevoked, Old, Now, CodeScene.From) with { Remaining = 0, Sequence = 1 }, Assert.Single(next.Events.Items));
        Assert.Equal(new RevokeOutcome.Revoked(0), Revoke(next, Owners));
        Assert.Equal(new RevokeOutcome.Revoked(0), BackupCodeIssueRules.Revoke(Account, Owners, CodeScene.Restored(Old.IssuedAt + ContactScene.Grain), Now).Answer);
        Assert.Equal(new RevokeOutcome.Revoked(0), BackupCodeIssueRules.Revoke(Account with { BackupCodes = Account.BackupCodes with { Live = null } }, Owners, Confirms, Now).Answer);
        Assert.Equal(new RevokeOutcome.Refused(Refusal.PasswordProofNeeded), Revoke(Account, Import));
        Assert.Equal(new RevokeOutcome.Busy(BusyReason.Queue), Revoke(Account.Queued(LastRoom + 1), Owners));
        Assert.Equal(new RevokeOutcome.Revoked(1), BackupCodeIssueRules.Revoke(Account.Queued(LastRoom), Owners, CodeScene.Consumer, Now).Answer);
    }

    private static Decision<IssueResult> Issue(AccountRecord record, RecoveryCall call, RecoveryPolicy? policy = null)
    {
        Decision<IssueStep> decision = BackupCodeIssueRules.Issue(record, call, Prepared, policy ?? CodeScene.Consumer, Now);
        return new Decision<IssueResult>(decision.Answer.Answer!, decision.Next);
    }

    private static Decision<RevokeOutcome> Revoke(AccountRecord record, RecoveryCall call) => BackupCodeIssueRules.Revoke(record, call, CodeScene.Consumer, Now);
}
