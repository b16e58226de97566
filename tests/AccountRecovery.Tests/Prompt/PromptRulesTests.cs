using NodaTime;

namespace AccountRecovery;

[Trait("Category", "NoText")]
public sealed class PromptRulesTests
{
    private static readonly Instant Now = CompletionScene.Now;
    private static readonly Duration Grain = ContactScene.Grain;
    private static readonly RecoveryPolicy Policy = FullestRecord.Policy;
    private static readonly AccountRecord Account = CompletionScene.Account(AccountState.Established, KeyIs.Absent, [Shows.YoungMail]);
    private static readonly ProofsGiven Password = new([CompletionScene.Ticket(Shows.Password) with { Purpose = ProofPurpose.AnswerPrompt }], TwoStep: false);

    // One event, and a notice of it where there is a contact to hear it.
    private static readonly AccountRecord Full = Account.WithWaiting(RuleScene.Open);

    [Fact]
    public void The_person_is_asked_after_ninety_days_without_a_sign_in_and_not_a_microsecond_before()
    {
        Instant since = Now - PromptRules.AskedAfterAbsence;

        Assert.Null(SignIn(With(new AccessPart { SignedInAt = since + Grain })).Next!.Access.Prompt);
        AccountRecord asked = SignIn(With(new AccessPart { SignedInAt = since })).Next!;
        Assert.Equal(new AccessPart { SignedInAt = Now, Prompt = new Prompt(Now) }, asked.Access);
        Assert.Equal((RecoveryEventKind.PromptAsked, Now), (asked.Events.Items[^1].Kind, asked.Events.Items[^1].At));
    }

    [Fact]
    public void The_person_is_asked_a_year_after_the_last_code_of_any_contact_that_came_back()
    {
        Instant since = Now - PromptRules.AskedAfterVerification;

        Assert.Equal(new Prompt(Now), SignIn(Shown(since)).Next!.Access.Prompt);
        Assert.Null(SignIn(Shown(since + Grain)).Next!.Access.Prompt);
        Assert.Null(SignIn(Shown(since, since + Grain)).Next!.Access.Prompt);
    }

    [Fact]
    public void A_sign_in_is_written_once_in_twenty_four_hours_and_the_answer_is_the_same()
    {
        Decision<SignInOutcome> again = SignIn(With(new AccessPart { SignedInAt = Now - PromptRules.Day + Grain }));
        Decision<SignInOutcome> next = SignIn(With(new AccessPart { SignedInAt = Now - PromptRules.Day }));

        Assert.Equal(new SignInOutcome.Recorded(AccessResult.Allowed), again);
        Assert.Equal((new SignInOutcome.Recorded(AccessResult.Allowed), Now), (next.Answer, next.Next!.Access.SignedInAt));
        Assert.Equal(new SignInOutcome.Recorded(AccessResult.Allowed), PromptRules.SignIn(null, AccessFacts.None, FullestRecord.From, Policy, Now));
    }

    [Fact]
    public void A_sign_in_that_is_denied_or_finds_no_room_to_ask_writes_nothing()
    {
        var frozen = new AccessPart { FrozenAt = Now };
        AccessPart absent = new() { SignedInAt = Now - PromptRules.AskedAfterAbsence };

        SignInOutcome.Denied denied = Assert.IsType<SignInOutcome.Denied>(SignIn(With(frozen)).Answer);
        Assert.Equal((AccessDenial.Frozen, null), (denied.Answer.Denial, SignIn(With(frozen)).Next));
        Assert.Equal(new SignInOutcome.Busy(BusyReason.Queue), SignIn(Full with { Access = absent }));
        Assert.Equal(new SignInOutcome.Recorded(AccessResult.Allowed), SignIn(Full).Answer);
    }

    [Fact]
    public void A_skip_lasts_a_day_and_never_past_the_seven_days()
    {
        Instant lastDay = Now - Prompt.OverdueAfter + PromptRules.Day;

        Assert.Equal(Now + PromptRules.Day, SkippedUntil(new Prompt(Now)));
        Assert.Equal(Now + PromptRules.Day, SkippedUntil(new Prompt(lastDay)));
        Assert.Equal(Now + PromptRules.Day - Grain, SkippedUntil(new Prompt(lastDay - Grain)));
        Assert.Equal(Now + Grain, SkippedUntil(new Prompt(Now - Prompt.OverdueAfter + Grain)));
        Assert.Equal(Now + PromptRules.Day, SkippedUntil(new Prompt(Now) { SkippedUntil = Now }));
    }

    [Fact]
    public void What_cannot_be_put_off_is_refused_for_its_reason_and_changes_nothing()
    {
        Assert.Equal(new SkipOutcome.Refused(Refusal.NothingAsked), Skip(Account));
        Assert.Equal(new SkipOutcome.Refused(Refusal.PromptOverdue), Skip(Asked(new Prompt(Now - Prompt.OverdueAfter))));
        Assert.Equal(new SkipOutcome.Refused(Refusal.SkippedAlready, Now + Grain), Skip(Asked(new Prompt(Now) { SkippedUntil = Now + Grain })));
        Assert.Equal(new SkipOutcome.Refused(Refusal.PasswordProofNeeded), PromptRules.Skip(Asked(new Prompt(Now)), new ProofsGiven([], false), FullestRecord.From, Policy, Now));
        Assert.Equal(new SkipOutcome.Busy(BusyReason.Queue), Skip(Full with { Access = new AccessPart { Prompt = new Prompt(Now) } }));
    }

    [Fact]
    public void That_the_seven_days_are_over_is_notified_once_as_of_their_end()
    {
        AccountRecord early = Asked(new Prompt(Now - Prompt.OverdueAfter + Grain));
        AccountRecord over = Asked(new Prompt(Now - Prompt.OverdueAfter - Grain));

        AccountRecord next = PromptRules.Time.Advance(over, Policy, Now);

        Assert.Same(early, PromptRules.Time.Advance(early, Policy, Now));
        Assert.Equal((RecoveryEventKind.PromptOverdue, Now - Grain), (next.Events.Items[^1].Kind, next.Events.Items[^1].At));
        Assert.Equal(over.Access.Prompt! with { IsOverdueTold = true }, next.Access.Prompt);
        Assert.Same(next, PromptRules.Time.Advance(next, Policy, Now));
    }

    [Fact]
    public void After_a_wrong_clock_the_person_is_asked_anew_and_the_last_sign_in_is_not_in_the_future()
    {
        AccessPart ahead = new() { Prompt = new Prompt(Now + Grain) { SkippedUntil = Now + Grain }, SignedInAt = Now + Grain };

        Assert.Equal(new AccessPart { Prompt = new Prompt(Now), SignedInAt = Now }, PromptRules.Time.Restart(With(ahead), Policy, Now).Access);
        Assert.Equal(new AccessPart { SignedInAt = Now - Grain }, PromptRules.Time.Restart(With(new AccessPart { SignedInAt = Now - Grain }), Policy, Now).Access);
    }

    private static AccountRecord With(AccessPart access) => Account with { Access = access };

    private static AccountRecord Asked(Prompt prompt) => With(new AccessPart { Prompt = prompt });

    private static AccountRecord Shown(params Instant[] at) => Account with
    {
        Contacts = Account.Contacts with { Items = [.. at.Select((instant, index) => Account.Contacts.Items[0] with { Number = index + 1, ShownAt = instant })] },
    };

    private static Decision<SignInOutcome> SignIn(AccountRecord record) => PromptRules.SignIn(record, AccessFacts.None, FullestRecord.From, Policy, Now);

    private static Decision<SkipOutcome> Skip(AccountRecord record) => PromptRules.Skip(record, Password, FullestRecord.From, Policy, Now);

    // The answer says what is written.
    private static Instant SkippedUntil(Prompt prompt)
    {
        Decision<SkipOutcome> decision = Skip(Asked(prompt));
        Assert.Equal(prompt with { SkippedUntil = Assert.IsType<SkipOutcome.Skipped>(decision.Answer).Until }, decision.Next!.Access.Prompt);
        Assert.Equal((RecoveryEventKind.PromptSkipped, true), (decision.Next.Events.Items[^1].Kind, decision.Next.Events.Items[^1].Attested));
        return decision.Next.Access.Prompt!.SkippedUntil!.Value;
    }
}
