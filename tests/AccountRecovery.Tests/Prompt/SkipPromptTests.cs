using NodaTime;

namespace AccountRecovery;

/// <summary>Putting the question off: for a day, seven times, and never past seven days. Boundaries are half-open, to the microsecond.</summary>
public sealed class SkipPromptTests
{
    private static readonly Duration Day = Duration.FromHours(24);
    private static readonly Duration Week = Duration.FromDays(7);

    private static readonly Duration[] Around =
        [Duration.FromSeconds(-1), -ContactScene.Grain, Duration.Zero, ContactScene.Grain, Duration.FromSeconds(1)];

    [Fact]
    public async Task W7_A_skip_lasts_24_hours_and_no_second_one_is_given_before()
    {
        await using var host = new TestHost(sends: true);
        (AccountRecord asked, Instant first) = await AskedAsync(host);
        Instant skippedAt = first + Duration.FromHours(5);
        host.Clock.Set(skippedAt);
        Assert.Equal(new SkipOutcome.Skipped(skippedAt + Day), await SkipAsync(host));
        AccountRecord skipped = (await host.OpenAsync())!;
        Assert.NotEqual(asked.Access.Prompt, skipped.Access.Prompt);
        foreach (Duration offset in Around)
        {
            Instant at = skippedAt + Day + offset;
            await PutAtAsync(host, skipped, at);
            AccessResult answer = await host.Access.EvaluateAsync(TestHost.Alice, AccountAction.SignIn, AccessFacts.None);
            SkipOutcome outcome = await SkipAsync(host);

            bool isOver = offset >= Duration.Zero;
            Assert.Equal(isOver ? new SkipOutcome.Skipped(at + Day) : new SkipOutcome.Refused(Refusal.SkippedAlready, skippedAt + Day), outcome);
            Assert.Equal(isOver ? first + Week : skippedAt + Day, answer.Until);
            Assert.Equal(isOver, answer.Steps.Contains(AccessStep.SkipPrompt));
        }
    }

    [Fact]
    public async Task W7_No_skip_extends_past_seven_days_and_none_is_given_from_then_on()
    {
        await using var host = new TestHost(sends: true);
        (AccountRecord asked, Instant first) = await AskedAsync(host);
        foreach (Duration before in (Duration[])[Day, Day - ContactScene.Grain, Duration.FromSeconds(1), ContactScene.Grain])
        {
            await PutAtAsync(host, asked, first + Week - before);
            Assert.Equal(new SkipOutcome.Skipped(first + Week), await SkipAsync(host));
        }

        await PutAtAsync(host, asked, first + Week - Day - ContactScene.Grain);
        Assert.Equal(new SkipOutcome.Skipped(first + Week - ContactScene.Grain), await SkipAsync(host));
        foreach (Duration offset in Around)
        {
            await PutAtAsync(host, asked, first + Week + offset);
            bool isOverdue = offset >= Duration.Zero;
            Assert.Equal(isOverdue ? AccessDenial.PromptOverdue : AccessDenial.None, await host.DenialAsync(AccountAction.SignIn));
            Assert.Equal(isOverdue, await SkipAsync(host) == new SkipOutcome.Refused(Refusal.PromptOverdue));
        }
    }

    /// <summary>As often as it can be: every hour for ten days, by somebody who is in a hurry.</summary>
    [Fact]
    public async Task W7_There_are_seven_skips_at_most_and_one_in_24_hours()
    {
        await using var host = new TestHost(sends: true);
        (_, Instant first) = await AskedAsync(host);
        List<Instant> skips = [];
        for (int hour = 0; hour < 240; hour++)
        {
            host.Clock.Set(first + Duration.FromHours(hour));
            if (await SkipAsync(host) is SkipOutcome.Skipped)
            {
                skips.Add(host.Clock.GetCurrentInstant());
            }
        }

        Assert.Equal(Enumerable.Range(0, 7).Select(day => first + (Day * day)), skips);
    }

    [Fact]
    public async Task W7_A_skip_requires_the_password_and_where_on_a_second_step_or_a_backup_code()
    {
        await using var host = new TestHost(sends: true);
        string[] codes = await host.IssueAsync();
        (AccountRecord asked, Instant first) = await AskedAsync(host);
        Caller twoStep = TestHost.Owner with { TwoStep = true };
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.AnswerPrompt);
        RecoveryTicket session = await host.VouchAsync(ProofPurpose.AnswerPrompt, HostProof.HostSession);
        RecoveryTicket device = await host.VouchAsync(ProofPurpose.AnswerPrompt, HostProof.TrustedDevice);
        RecoveryTicket step = await host.VouchAsync(ProofPurpose.AnswerPrompt, HostProof.HostTwoStep);
        RecoveryTicket other = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);

        Assert.Equal(new SkipOutcome.Refused(Refusal.PasswordProofNeeded), await host.Prompt.SkipPromptAsync(TestHost.Alice, TestHost.Owner));
        Assert.Equal(new SkipOutcome.Refused(Refusal.PasswordProofNeeded), await host.Prompt.SkipPromptAsync(TestHost.Alice, TestHost.Owner.Having(session, device, step)));
        Assert.Equal(new SkipOutcome.Refused(Refusal.TicketInvalid), await host.Prompt.SkipPromptAsync(TestHost.Alice, TestHost.Owner.Having(other)));
        Assert.Equal(new SkipOutcome.Refused(Refusal.TwoStepProofNeeded), await host.Prompt.SkipPromptAsync(TestHost.Alice, twoStep.Having(password, device)));
        Assert.IsType<SkipOutcome.Skipped>(await host.Prompt.SkipPromptAsync(TestHost.Alice, twoStep.Having(password, step)));

        await PutAtAsync(host, asked, first);
        RecoveryTicket code = Assert.IsType<RedeemOutcome.Redeemed>(await host.Codes.RedeemAsync(TestHost.Alice, codes[0], twoStep, ProofPurpose.AnswerPrompt)).Proof;
        Assert.IsType<SkipOutcome.Skipped>(await host.Prompt.SkipPromptAsync(TestHost.Alice, twoStep.Having(password, code)));
    }

    [Fact]
    public async Task W7_Who_is_not_asked_puts_nothing_off()
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();

        Assert.Equal(new SkipOutcome.Refused(Refusal.NothingAsked), await SkipAsync(host));
        await host.StartWaitAsync();
        Assert.Equal(new SkipOutcome.Refused(Refusal.NotInThisState), await SkipAsync(host));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public async Task A_person_is_asked_after_90_days_without_a_sign_in_and_365_without_a_code_to_the_microsecond(int microseconds, bool asks)
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        Instant shown = host.Clock.GetCurrentInstant();
        await host.Prompt.RecordSignInAsync(TestHost.Alice, AccessFacts.None, TestHost.Owner);
        host.Clock.Set(shown + Duration.FromDays(90) + (ContactScene.Grain * microseconds));
        Assert.Equal(asks, (await SignInAsync(host)).Steps.Contains(AccessStep.VerifyContact));
        await host.DrainAsync();

        // In every month a sign-in, but no code.
        AccountRecord record = (await host.OpenAsync())!;
        Instant year = shown + Duration.FromDays(365) + (ContactScene.Grain * microseconds);
        await PutAtAsync(host, record with { Access = record.Access with { Prompt = null, SignedInAt = year - Duration.FromDays(30) } }, year);
        Assert.Equal(asks, (await SignInAsync(host)).Steps.Contains(AccessStep.VerifyContact));
    }

    /// <summary>What is written at most once in 24 hours.</summary>
    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public async Task A_sign_in_is_written_at_most_once_in_24_hours(int microseconds, bool writes)
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        Instant first = host.Clock.GetCurrentInstant();
        await SignInAsync(host);

        host.Clock.Set(first + Day + (ContactScene.Grain * microseconds));
        await SignInAsync(host);

        Assert.Equal(writes ? host.Clock.GetCurrentInstant() : first, (await host.OpenAsync())!.Access.SignedInAt);
    }

    private static async Task<AccessResult> SignInAsync(TestHost host) =>
        Assert.IsType<SignInOutcome.Recorded>(await host.Prompt.RecordSignInAsync(TestHost.Alice, AccessFacts.None, TestHost.Owner)).Answer;

    private static async Task<SkipOutcome> SkipAsync(TestHost host) =>
        await host.Prompt.SkipPromptAsync(TestHost.Alice, TestHost.Owner.Having(await host.VouchAsync(ProofPurpose.AnswerPrompt)));

    private static async Task PutAtAsync(TestHost host, AccountRecord record, Instant at)
    {
        await host.DrainAsync();
        host.Clock.Set(at);
        await host.PutAsync(record);
    }

    private static async Task<(AccountRecord Asked, Instant First)> AskedAsync(TestHost host)
    {
        await host.AddFirstAsync();
        await SignInAsync(host);
        host.Clock.Advance(Duration.FromDays(90));
        await SignInAsync(host);
        await host.DrainAsync();
        AccountRecord record = (await host.OpenAsync())!;
        return (record, record.Access.Prompt!.First);
    }
}
