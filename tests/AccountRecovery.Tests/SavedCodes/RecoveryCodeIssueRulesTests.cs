using NodaTime;

namespace AccountRecovery;

public sealed class RecoveryCodeIssueRulesTests
{
    private static readonly Instant Now = CodeScene.Now;
    private static readonly DrawnCode Drawn = DrawnCode.Draw(CodeFormat.RecoveryCode);
    private static readonly RecoveryCall ByPassword = CodeScene.Call(RecoveryAction.Generate, RecoveryMethod.RecoveryCode, typed: null, CodeScene.Proof(ProofKind.HostPassword));
    private static readonly RecoveryCall ByCode = ByPassword with { Typed = CodeScene.Code.Code.Reveal() };
    private static readonly RecoveryCall ByWrongCode = ByPassword with { Typed = TestHost.OtherThan(CodeScene.Code.Code.Reveal(), CodeFormat.RecoveryCode) };
    private static readonly AccountRecord Account = CodeScene.Account;
    private static readonly AccountRecord Spent = Account with { RecoveryCode = Account.RecoveryCode with { Code = Account.RecoveryCode.Code! with { SpentAt = CodeScene.Earlier } } };

    [Fact]
    public void A_new_code_kills_the_old_one_in_the_same_write_and_changes_nothing_else()
    {
        (IssueResult answer, AccountRecord? next) = Issue(Account, ByCode);

        Assert.Equal(new IssueResult.Issued(4, Now, PendingUntil: null), answer);
        SavedCode live = next!.RecoveryCode.Live!;
        Assert.Equal((4, 4, Now), (live.Number, next.RecoveryCode.Numbered, live.IssuedAt));
        Assert.True(live.Is(RecoveryMethod.RecoveryCode, Drawn.Code.Symbols, CodeScene.Secret));
        QueuedEvent issued = EventFor.Code(RecoveryEventKind.CodesIssued, RecoveryMethod.RecoveryCode, 4, Now, CodeScene.From) with { Remaining = 1, Sequence = 1 };
        Assert.Equal(issued, Assert.Single(next.Events.Items));
        Assert.Equal(Account, next with { RecoveryCode = Account.RecoveryCode, Events = Account.Events, Contacts = Account.Contacts });
        Assert.Equal(new IssueResult.Refused(Refusal.WrongCode), Issue(next, ByCode));
    }

    [Fact]
    public void The_first_code_makes_the_record_of_an_account_that_has_none()
    {
        RecordSecret fresh = RecordSecret.Generate();
        RecoveryCall stated = ByPassword with { Given = new ProofsGiven([TicketFacts.Stated(HostProof.HostPassword)], TwoStep: false) };
        (IssueResult answer, AccountRecord? next) = RecoveryCodeIssueRules.Issue(null, stated, Drawn, fresh, CodeScene.Consumer, Now);
        Assert.Equal(new IssueResult.Issued(1, Now, PendingUntil: null), answer);
        Assert.Equal(AccountRecord.New(fresh, Now) with { RecoveryCode = next!.RecoveryCode, Events = next.Events }, next);
        Assert.Equal((1, 1), (next.RecoveryCode.Live!.Number, next.RecoveryCode.Numbered));
    }

    [Fact]
    public void A_live_code_is_replaced_or_revoked_by_itself_and_a_spent_one_by_the_password()
    {
        (RecoveryCall Call, Refusal Why)[] refused =
        [
            (ByPassword, Refusal.RecoveryCodeNeeded),
            (ByWrongCode, Refusal.WrongCode),
            (ByPassword with { Typed = "" }, Refusal.TypedCodeMalformed),
            (ByCode with { Given = new ProofsGiven([], TwoStep: false) }, Refusal.PasswordProofNeeded),
        ];
        Assert.All(refused, given =>
        {
            Assert.Equal(new IssueResult.Refused(given.Why), Issue(Account, given.Call));
            Assert.Equal(new RevokeOutcome.Refused(given.Why), Revoke(Account, given.Call));
        });
        Assert.Equal(new IssueResult.Issued(4, Now, PendingUntil: null), Issue(Spent, ByPassword).Answer);
        Assert.Equal(new IssueResult.Refused(Refusal.PasswordProofNeeded), Issue(Spent, ByCode with { Given = new ProofsGiven([], TwoStep: false) }));
    }

    [Fact]
    public void While_a_key_is_exclusive_a_trusted_device_is_needed_from_its_first_instant_on()
    {
        AccountRecord Keyed(Instant from) => Account with
        {
            RecoveryKey = Account.RecoveryKey with { Slot = Account.RecoveryKey.Slot with { Code = Account.RecoveryKey.Slot.Code! with { IssuedAt = from - ContactScene.Month } } },
        };

        Assert.Equal(new IssueResult.Issued(4, Now, PendingUntil: null), Issue(Keyed(Now + ContactScene.Grain), ByCode).Answer);
        Assert.Equal(new IssueResult.Refused(Refusal.TrustedDeviceNeeded), Issue(Keyed(Now), ByCode));
    }

    [Fact]
    public void A_wrong_code_is_counted_and_reported_where_every_method_is_and_nothing_else_is_written()
    {
        (IssueResult answer, AccountRecord? next) = RecoveryCodeIssueRules.Issue(Account, ByWrongCode, Drawn, CodeScene.Secret, CodeScene.Counting, Now);

        Assert.Equal(new IssueResult.Refused(Refusal.WrongCode), answer);
        Assert.Equal((0, 1), (next!.RecoveryCode.Budgets.Anonymous.Failures, next.RecoveryCode.Budgets.Attested.Failures));
        Assert.Equal(EventFor.RefusedAttempt(RecoveryMethod.RecoveryCode, attested: true, Now, CodeScene.From) with { Sequence = 1 }, Assert.Single(next.Events.Items));
        Assert.Equal(Account, next with { RecoveryCode = Account.RecoveryCode, Events = Account.Events });
        Assert.Equal(Account.RecoveryCode.Code, next.RecoveryCode.Code);
        Assert.Equal((0, 4), (Issue(next, ByCode).Next!.RecoveryCode.Budgets.Attested.Failures, Issue(next, ByCode).Next!.RecoveryCode.Numbered));
    }

    [Fact]
    public void A_contact_that_waits_settles_at_once_no_longer_unless_the_account_is_set_up_again()
    {
        Contact waits = CodeScene.Settled with { State = ContactState.Pending, SettlesAtOnce = true };
        AccountRecord record = Spent with { Contacts = ContactPart.None with { Items = [waits] } };
        AccountRecord again = record with { Access = AccessPart.None with { Reentry = new Reentry(Now, Now + Reentry.GrantLifetime) { CredentialsSetAt = Now } } };
        RecoveryCall byGrant = ByPassword with { Given = new ProofsGiven([CodeScene.Proof(ProofKind.ReentryGrant)], TwoStep: false) };

        Assert.Equal([waits with { SettlesAtOnce = false }], Issue(record, ByPassword).Next!.Contacts.Items.AsEnumerable());
        Assert.Equal([waits], Issue(again, byGrant).Next!.Contacts.Items.AsEnumerable());
        Assert.Null(Issue(again, byGrant).Next!.Access.Reentry);
        AccountRecord hadContacts = again with { Access = AccessPart.None with { Reentry = again.Access.Reentry! with { HadContacts = true } } };
        Assert.Equal(hadContacts.Access, Issue(hadContacts, byGrant).Next!.Access);
    }

    [Fact]
    public void Revoking_leaves_no_code_and_its_number_is_not_given_again()
    {
        (RevokeOutcome answer, AccountRecord? next) = Revoke(Account, ByCode);

        Assert.Equal(new RevokeOutcome.Revoked(1), answer);
        Assert.Equal(Account with { RecoveryCode = Account.RecoveryCode with { Code = null }, Events = next!.Events }, next);
        QueuedEvent revoked = EventFor.Code(RecoveryEventKind.CodesRevoked, RecoveryMethod.RecoveryCode, 3, Now, CodeScene.From) with { Remaining = 0, Sequence = 1 };
        Assert.Equal(revoked, Assert.Single(next.Events.Items));
        Assert.Equal(new RevokeOutcome.Revoked(0), Revoke(next, ByPassword));
        Assert.Equal(new RevokeOutcome.Revoked(0), Revoke(Spent, ByPassword).Answer);
        Assert.Equal(4, Issue(next, ByPassword).Next!.RecoveryCode.Live!.Number);
    }

    [Fact]
    public void A_repeated_call_and_a_full_queue_issue_nothing()
    {
        AccountRecord issued = Issue(Account, ByCode.Keyed(ReceiptVerb.GenerateRecoveryCode)).Next!;

        Assert.Equal(new IssueResult.Already(4), Issue(issued, ByCode.Keyed(ReceiptVerb.GenerateRecoveryCode)));
        Assert.Equal(new IssueResult.Refused(Refusal.IdempotencyKeyReused), Issue(issued, ByCode.Keyed(ReceiptVerb.GenerateRecoveryCode, input: 2)));
        Assert.Equal(new IssueResult.Issued(4, Now, PendingUntil: null), Issue(Account.Queued(QueueRoom.Places - 1), ByCode).Answer);
        Assert.Equal(new IssueResult.Busy(BusyReason.Queue), Issue(Account.Queued(QueueRoom.Places), ByCode));
        Assert.Equal(new RevokeOutcome.Revoked(1), Revoke(Account.Queued(QueueRoom.Places - 1), ByCode).Answer);
        Assert.Equal(new RevokeOutcome.Busy(BusyReason.Queue), Revoke(Account.Queued(QueueRoom.Places), ByCode));
    }

    private static Decision<IssueResult> Issue(AccountRecord record, RecoveryCall call) => RecoveryCodeIssueRules.Issue(record, call, Drawn, CodeScene.Secret, CodeScene.Consumer, Now);

    private static Decision<RevokeOutcome> Revoke(AccountRecord record, RecoveryCall call) => RecoveryCodeIssueRules.Revoke(record, call, CodeScene.Consumer, Now);
}
