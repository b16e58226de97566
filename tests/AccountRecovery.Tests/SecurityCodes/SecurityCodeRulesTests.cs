using NodaTime;
using Attempt = AccountRecovery.AttemptResult<AccountRecovery.SecurityCodeAccepted>;

namespace AccountRecovery;

public sealed class SecurityCodeRulesTests
{
    private const long Handle = 99;

    private static readonly Instant Now = CompletionScene.Now;
    private static readonly RecoveryPolicy Policy = FullestRecord.Policy;
    private static readonly Challenge Sent = new(Handle, (int)Shows.Mail, ProofPurpose.Recover, ContactChannel.Email, IsAttested: false, Now, Now + Policy.SecurityCodeLifetime);
    private static readonly AccountRecord Record = With(CompletionScene.Account(AccountState.Established, KeyIs.Absent), Sent);
    private static readonly string Right = SecurityCodeDerivation.Code(Record.Secret, Sent).Reveal();
    private static readonly string Wrong = ContactScene.OtherCode(Right);

    [Fact]
    public void A_code_is_good_until_its_end_and_not_a_microsecond_longer_and_only_once()
    {
        Instant last = Sent.ExpiresAt - ContactScene.Grain;
        Contact shown = Record.Contacts.Find(Sent.Contact)! with { ShownAt = last };
        AccountRecord asked = Record with { Access = AccessPart.None with { Prompt = new Prompt(Now) } };

        Decision<Attempt> right = Verify(asked, Right, last);

        Assert.Equal(new Attempt.Accepted(new SecurityCodeAccepted(shown, 7, last)), right.Answer);
        Assert.Equal((shown, null), (right.Next!.Contacts.Find(Sent.Contact), right.Next.Access.Prompt));
        Assert.Empty(right.Next.SecurityCodes.Challenges);
        Assert.Equal([EventFor.Contact(RecoveryEventKind.CodeRedeemed, shown, last, FullestRecord.From) with { Sequence = 1 }], right.Next.Events.Items);
        Assert.Equal(new Attempt.Refused(Refusal.ChallengeOver), Verify(right.Next, Right, last).Answer);
        Assert.Equal(new Attempt.Refused(Refusal.ChallengeOver), Verify(Record, Right, Sent.ExpiresAt).Answer);
    }

    [Fact]
    public void Each_wrong_try_is_counted_and_the_fifth_ends_the_code()
    {
        AccountRecord record = Record;
        for (int n = 1; n <= SecurityCodePart.TriesPerCode; n++)
        {
            Assert.Equal(0, Verify(record, Right, Now).Next!.SecurityCodes.Budgets.Anonymous.Failures);
            Decision<Attempt> wrong = Verify(record, Wrong, Now);
            record = wrong.Next!;

            Assert.Equal(new Attempt.Refused(Refusal.WrongCode), wrong.Answer);
            Assert.Equal(Sent with { Tries = n }, Assert.Single(record.SecurityCodes.Challenges));
            Assert.Equal((n, 0), (record.SecurityCodes.Budgets.Anonymous.Failures, record.SecurityCodes.Budgets.Attested.Failures));
            Assert.Empty(record.SecurityCodes.Budgets.Anonymous.InFlight);
            Assert.Equal(n, Assert.Single(record.Events.Items).Count);
        }

        Instant open = Now + Policy.FirstPause;
        Assert.Equal(Unchanged(new Attempt.Paused(open)), Verify(record, Right, open - ContactScene.Grain));
        Assert.Equal(new Attempt.Refused(Refusal.ChallengeOver), Verify(record, Right, open).Answer);
    }

    [Fact]
    public void A_code_is_good_for_its_own_flow_purpose_and_contact_alone()
    {
        Assert.Equal(new Attempt.Refused(Refusal.WrongCode), Verify(Record, Call(Right) with { Purpose = ProofPurpose.UndoRemoval }, Now).Answer);
        Assert.Equal(new Attempt.Refused(Refusal.ChallengeOver), SecurityCodeRules.Verify(Record, Call(Right), Handle + 1, Policy, Now).Answer);
        AccountRecord left = Record with { Contacts = Record.Contacts.Put(Record.Contacts.Find(Sent.Contact)!.Leave(ContactState.Removed, Now, ContactScene.Month)) };
        AccountRecord gone = Record with { Contacts = Record.Contacts.Without(Record.Contacts.Find(Sent.Contact)!) };
        Assert.All([left, gone], record => Assert.Equal(new Attempt.Refused(Refusal.ChallengeOver), Verify(record, Right, Now).Answer));
    }

    [Fact]
    public void What_is_refused_before_it_is_compared_changes_nothing()
    {
        TicketFacts expired = new(ProofKind.HostSession, ProofPurpose.Recover, 7, Now, Now);
        AccountRecord frozen = Record with { Access = AccessPart.None with { FrozenAt = Now } };

        Assert.Equal(Unchanged(new Attempt.Malformed(new NormalizationResult(CodeFault.TooFewSymbols, 2))), Verify(null, Call("12"), Now));
        Assert.Equal(Unchanged(new Attempt.Refused(Refusal.UnknownAccount)), Verify(null, Call(Right), Now));
        Assert.Equal(Unchanged(new Attempt.Refused(Refusal.Frozen)), Verify(frozen, Call(Right, expired), Now));
        Assert.Equal(Unchanged(new Attempt.Refused(Refusal.TicketExpired)), Verify(Record, Call(Right, expired), Now));
        Assert.Equal(Unchanged(new Attempt.Busy(BusyReason.Queue)), Verify(Record.WithWaiting(RuleScene.Open - 3), Right, Now));
        Assert.IsType<Attempt.Accepted>(Verify(Record.WithWaiting(RuleScene.Open - 4), Right, Now).Answer);
    }

    [Fact]
    public void Strangers_and_owner_never_charge_each_other_and_never_reopen_each_other()
    {
        AttemptBudget paused = AttemptBudget.Fresh with { Failures = 9, PausedUntil = Now + Duration.FromHours(1) };
        AccountRecord strangersPaused = With(Record, new AttemptBudgets(paused, AttemptBudget.Fresh));
        AccountRecord ownerPaused = With(Record, new AttemptBudgets(AttemptBudget.Fresh, paused));

        Assert.Equal(paused, Verify(strangersPaused, Call(Right, TicketFacts.Stated(HostProof.HostSession)), Now).Next!.SecurityCodes.Budgets.Anonymous);
        Assert.Equal(new Attempt.Paused(paused.PausedUntil!.Value), Verify(strangersPaused, Right, Now).Answer);
        Assert.All([Right, Wrong], typed => Assert.Equal(paused, Verify(ownerPaused, typed, Now).Next!.SecurityCodes.Budgets.Attested));
    }

    [Fact]
    public void The_hundredth_failure_and_each_after_it_close_for_24_hours_and_not_for_good()
    {
        Instant end = Now + Duration.FromHours(24);
        AttemptBudget[] failed =
        [
            .. new[] { 98, 99, 100 }.Select(failures => AttemptBudgets.Fresh with { Anonymous = AttemptBudget.Fresh with { Failures = failures } })
                .Select(budgets => Verify(With(Record, budgets), Wrong, Now).Next!.SecurityCodes.Budgets.Anonymous),
        ];

        Assert.Equal([(99, Now + Policy.LongestPause, false), (100, end, false), (101, end, false)], failed.Select(after => (after.Failures, after.PausedUntil!.Value, after.Closed)));
    }

    [Theory]
    [InlineData(false, ContactState.Verified)]
    [InlineData(true, ContactState.Notice)]
    public void A_pending_contact_is_confirmed_and_a_notice_address_replaces_the_one_before(bool isForNotices, ContactState state)
    {
        AccountRecord account = CompletionScene.Account(isForNotices ? AccountState.Waiting : AccountState.Reentry, KeyIs.Absent, [Shows.Mail]);
        var pending = new Contact(21, ContactChannel.Email, WaitScene.Elsewhere, ContactState.Pending, Now) { Until = Now + Policy.PendingLifetime, IsForNotices = isForNotices };
        Contact older = pending with { Number = 20, State = ContactState.Notice, Until = null };
        Challenge confirms = Sent with { Contact = 21, Purpose = ProofPurpose.ConfirmContact };
        AccountRecord record = With(account with { Contacts = account.Contacts.Put(older).Put(pending) }, confirms);

        AccountRecord next = Verify(record, Call(SecurityCodeDerivation.Code(record.Secret, confirms).Reveal()) with { Purpose = ProofPurpose.ConfirmContact }, Now).Next!;

        Contact confirmed = pending with { State = state, Until = null, VerifiedAt = Now, ShownAt = Now };
        Assert.Equal(isForNotices ? [account.Contacts.Items[0], confirmed] : [account.Contacts.Items[0], older, confirmed], next.Contacts.Items);
        Assert.Equal((isForNotices ? AccountState.Waiting : AccountState.Established, RecoveryEventKind.ContactConfirmed), (next.State, Assert.Single(next.Events.Items).Kind));
    }

    [Fact]
    public void A_repeated_call_gets_the_answer_to_the_first_and_is_not_counted_again()
    {
        RecoveryCall right = Call(Right).Under("right");
        RecoveryCall wrong = Call(Wrong).Under("wrong");
        Decision<Attempt> accepted = Verify(Verify(Record, wrong, Now).Next!, right, Now);

        Assert.Equal(Unchanged(new Attempt.Refused(Refusal.WrongCode) { Replayed = true }), Verify(accepted.Next, wrong, Now));
        Assert.Equal(Unchanged(accepted.Answer with { Replayed = true }), Verify(accepted.Next, right, Sent.ExpiresAt));
        Assert.Equal(Unchanged(new Attempt.Refused(Refusal.ContactNotUsable) { Replayed = true }), Verify(accepted.Next! with { Contacts = ContactPart.None }, right, Now));
        Assert.Equal(Unchanged(new Attempt.Refused(Refusal.IdempotencyKeyReused)), Verify(accepted.Next, Call(Right).Under("wrong", input: 2), Now));
    }

    [Fact]
    public void After_a_wrong_clock_codes_are_void_and_what_was_sent_counts_from_now()
    {
        CodeSend[] sends = [new(Now - ContactScene.Grain, 2, IsAttested: true), new(Now + ContactScene.Month, 2, IsAttested: false)];
        AccountRecord record = With(Record, new AttemptBudgets(AttemptBudget.Fresh with { Failures = 6, PausedUntil = Now + ContactScene.Month }, AttemptBudget.Fresh));

        SecurityCodePart repaired = SecurityCodeRules.Time.Restart(record with { SecurityCodes = record.SecurityCodes with { Sends = [.. sends] } }, Policy, Now).SecurityCodes;

        Assert.Empty(repaired.Challenges);
        Assert.Equal([sends[0], sends[1] with { At = Now }], repaired.Sends);
        Assert.Equal((6, Now + (Policy.FirstPause * 2)), (repaired.Budgets.Anonymous.Failures, repaired.Budgets.Anonymous.PausedUntil));
    }

    private static Decision<Attempt> Unchanged(Attempt answer) => answer;

    private static AccountRecord With(AccountRecord record, Challenge challenge) => record with { SecurityCodes = SecurityCodePart.None with { Challenges = [challenge] } };

    private static AccountRecord With(AccountRecord record, AttemptBudgets budgets) => record with { SecurityCodes = record.SecurityCodes with { Budgets = budgets } };

    private static Decision<Attempt> Verify(AccountRecord record, string typed, Instant now) => Verify(record, Call(typed), now);

    private static Decision<Attempt> Verify(AccountRecord? record, RecoveryCall call, Instant now) => SecurityCodeRules.Verify(record, call, Handle, Policy, now);

    private static RecoveryCall Call(string typed, params TicketFacts?[] given) =>
        RuleScene.Call(RecoveryAction.Redeem, given) with { Purpose = ProofPurpose.Recover, Typed = typed };
}
