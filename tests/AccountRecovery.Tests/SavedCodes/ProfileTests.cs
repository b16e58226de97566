using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;

namespace AccountRecovery;

/// <summary>What differs between the profiles, and what start-up says of options that break one.</summary>
public sealed class ProfileTests
{
    private static readonly Caller Finder = new() { Session = "recovering" };

    [Fact]
    public async Task Nist_a_redeemed_code_is_replaced_at_once_and_a_replay_has_no_code()
    {
        await using TestHost host = Nist();
        string code = await host.MakeRecoveryCodeAsync();
        Caller keyed = Finder with { IdempotencyKey = "once" };

        RedeemOutcome.Redeemed redeemed = Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, code, keyed));
        RedeemOutcome.Redeemed again = Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, code, keyed));

        Assert.Null(again.Replacement);
        CodeSheet sheet = redeemed.Replacement!;
        Assert.Equal((RecoveryMethod.RecoveryCode, 2), (sheet.Method, sheet.SetNumber));
        Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await host.RecoveryCodes.RedeemAsync(TestHost.Alice, code, Finder));

        // The replacement is there, so re-entry ends with the new credentials.
        Assert.IsType<CredentialsOutcome.Done>(await host.Recovery.CredentialsSetAsync(TestHost.Alice, Finder.Having(redeemed.Grant!)));
        Assert.IsType<IssueOutcome.Issued>(await host.GenerateAsync());
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, sheet.Codes[0].Reveal(), Finder));
    }

    [Fact]
    public async Task Nist_a_recovery_by_a_contact_requires_a_second_method_and_under_Consumer_without_a_second_step_none()
    {
        await using TestHost host = new(options => options.Profile = RecoveryProfile.Nist80063B4, listens: true, sends: true);
        await using TestHost other = new(sends: true);
        RecoveryTicket code = await host.ProveAsync(await host.AddFirstAsync(), ProofPurpose.Recover);
        RecoveryTicket otherCode = await other.ProveAsync(await other.AddFirstAsync(), ProofPurpose.Recover);
        RecoveryTicket device = await host.VouchAsync(ProofPurpose.Recover, HostProof.TrustedDevice);

        CompleteOutcome alone = await CompletingAsync(host, code);

        Assert.Equal([ProofKind.TrustedDevice], Assert.IsType<CompleteOutcome.NeedsMore>(alone).Kinds);
        Assert.IsType<CompleteOutcome.NeedsMore>(await CompletingAsync(host, code, code));
        Assert.IsType<CompleteOutcome.Completed>(await CompletingAsync(host, code, device));
        Assert.IsType<CompleteOutcome.Completed>(await CompletingAsync(other, otherCode));
    }

    [Fact]
    public async Task Nist_attempts_at_codes_beyond_guessing_are_counted_paused_and_closed_after_100()
    {
        await using TestHost host = Nist();
        string code = await host.MakeRecoveryCodeAsync();
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await GuessAsync(host, code));
            if (i is >= 4 and < 99)
            {
                Assert.IsType<RedeemOutcome.Paused>(await GuessAsync(host, code));
            }

            // Its event told, the next one finds room, however slow the machine.
            await host.DrainAsync();
            host.Clock.Advance(Duration.FromHours(1));
        }

        // Who is vouched for has a budget that strangers do not touch.
        Assert.Equal(new RedeemOutcome.Closed(), await host.RecoveryCodes.RedeemAsync(TestHost.Alice, code, Finder));
        RecoveryTicket device = await host.VouchAsync(ProofPurpose.Recover, HostProof.TrustedDevice, caller: Finder);
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, code, Finder.Having(device)));
    }

    [Fact]
    public async Task S2_Nist_of_parallel_guesses_no_more_are_compared_than_are_free()
    {
        await using TestHost host = Nist();
        string code = await host.MakeRecoveryCodeAsync();

        RedeemOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, FullRun.Or(50, 500)).Select(_ => Task.Run(() => GuessAsync(host, code))));

        Assert.Equal(5, outcomes.Count(outcome => outcome is RedeemOutcome.Refused { Why: Refusal.WrongCode }));
        AttemptBudget counted = (await host.OpenAsync())!.RecoveryCode.Budgets.Anonymous;
        Assert.Equal((5, 0), (counted.Failures, counted.InFlight.Length));
        Assert.All(outcomes, outcome => Assert.True(outcome is RedeemOutcome.Refused or RedeemOutcome.Paused or RedeemOutcome.Busy));
        await host.DrainAsync();
        Assert.Equal(5, host.Sink.Delivered.Where(told => told.Kind == RecoveryEventKind.AttemptRefused).Sum(told => told.Count));
    }

    [Fact]
    public async Task S2_Nist_backup_codes_beyond_guessing_are_counted_too_and_never_hashed_slowly()
    {
        await using var host = new TestHost(
            options => (options.Profile, options.BackupCodeFormat) = (RecoveryProfile.Nist80063B4, CodeFormat.RecoveryCode.ToString()), listens: true);
        string[] codes = await host.IssueAsync();

        RedeemOutcome[] outcomes = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(_ => Task.Run(() => host.RedeemAsync(TestHost.OtherThan(codes[0], CodeFormat.RecoveryCode)))));

        Assert.Equal(5, outcomes.Count(outcome => outcome is RedeemOutcome.Refused { Why: Refusal.WrongCode }));
        Assert.IsType<RedeemOutcome.Paused>(await host.RedeemAsync(codes[0]));
        AttemptBudget counted = (await host.OpenAsync())!.BackupCodes.Budgets.Anonymous;
        Assert.Equal((5, 0, 0), (counted.Failures, counted.InFlight.Length, host.Hasher.Hashes));
        host.Clock.Advance(Duration.FromSeconds(30));
        await host.DrainAsync();
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0]));
        Assert.Equal(0, (await host.OpenAsync())!.BackupCodes.Budgets.Anonymous.Failures);
        Assert.Equal(5, host.Sink.Delivered.Where(told => told.Kind == RecoveryEventKind.AttemptRefused).Sum(told => told.Count));
    }

    [Fact]
    public async Task Nist_wrong_codes_typed_beside_tickets_are_counted_too()
    {
        await using TestHost host = Nist();
        string code = await host.MakeRecoveryCodeAsync();
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(
                new IssueOutcome.Refused(Refusal.WrongCode),
                await host.RecoveryCodes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password), TestHost.OtherThan(code, CodeFormat.RecoveryCode)));
        }

        Assert.Equal(new IssueOutcome.Refused(Refusal.TooManyFailures), await host.RecoveryCodes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password), code));
        host.Clock.Advance(Duration.FromSeconds(30));
        Assert.IsType<IssueOutcome.Issued>(await host.RecoveryCodes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password), code));
        Assert.Equal(0, (await host.OpenAsync())!.RecoveryCode.Budgets.Attested.Failures);
    }

    /// <summary>Strangers and callers who are vouched for are counted apart: who wants 100 in all (3.2.2) halves the cap.</summary>
    [Theory]
    [InlineData(100, 89)]
    [InlineData(50, 39)]
    public async Task Nist_both_budgets_together_take_twice_the_cap(int cap, int hours)
    {
        await using TestHost host = Nist(cap);
        string code = await host.MakeRecoveryCodeAsync();

        int strangers = await GuessUntilClosedAsync(host, code, isVouchedFor: false);
        Duration took = host.Clock.GetCurrentInstant() - TestHost.Start;
        int vouchedFor = await GuessUntilClosedAsync(host, code, isVouchedFor: true);

        Assert.Equal((cap, cap), (strangers, vouchedFor));
        Assert.Equal(hours, (int)took.TotalHours);
    }

    /// <summary>Each option at its bounds, one step beyond, and by both profiles.</summary>
    [Fact]
    public void The_matrix_of_options_is_refused_alike_but_for_what_a_SHALL_asks()
    {
        (string Named, Action<AccountRecoveryOptions> Set, bool Consumer, bool Nist)[] cases =
        [
            ("AttemptCap", options => options.AttemptCap = 100, true, true),
            ("AttemptCap", options => options.AttemptCap = 101, false, false),
            ("FirstPause", options => options.FirstPause = TimeSpan.FromSeconds(30), true, true),
            ("FirstPause", options => options.FirstPause = TimeSpan.FromSeconds(29), false, false),
            ("BackupCodeFormat", options => options.BackupCodeFormat = "digits:4 3", true, true),
            ("BackupCodeFormat", options => options.BackupCodeFormat = "digits:3 3", false, false),
            ("BackupCodeFormat", options => options.BackupCodeFormat = "crockford32:4", true, true),
            ("Profile", options => options.Profile = (RecoveryProfile)99, false, false),
        ];
        foreach ((string named, Action<AccountRecoveryOptions> set, bool consumer, bool nist) in cases)
        {
            Assert.Equal(consumer, Problems(RecoveryProfile.Consumer, listens: true, set) is null);
            string? problems = Problems(RecoveryProfile.Nist80063B4, listens: true, set);
            Assert.Equal(nist, problems is null);
            Assert.True(nist || problems!.Contains(named, StringComparison.Ordinal), problems);
        }

        // Who tells nobody breaks a SHALL.
        Assert.Null(Problems(RecoveryProfile.Consumer, listens: false, _ => { }));
        Assert.Contains("4.6", Problems(RecoveryProfile.Nist80063B4, listens: false, _ => { }), StringComparison.Ordinal);
    }

    [Fact]
    public void C2_The_entropy_of_the_formats_is_what_the_documents_say()
    {
        Assert.Equal((120, 135), (CodeFormat.RecoveryCode.Bits, CodeFormat.RecoveryKey.Bits));
        Assert.True(CodeFormat.RecoveryCode.IsBeyondGuessing && CodeFormat.RecoveryKey.IsBeyondGuessing);
        Assert.Equal((25, 28), (CodeFormat.RecoveryCode.Length, CodeFormat.RecoveryKey.Length));
    }

    private static TestHost Nist(int cap = RecoveryPolicy.DefaultAttemptCap) => new(
        options =>
        {
            options.Profile = RecoveryProfile.Nist80063B4;
            options.AttemptCap = cap;
        },
        listens: true);

    private static Task<RedeemOutcome> GuessAsync(TestHost host, string code) =>
        host.RecoveryCodes.RedeemAsync(TestHost.Alice, TestHost.OtherThan(code, CodeFormat.RecoveryCode), TestHost.Stranger).AsTask();

    // How many guesses were compared before the method closed to this class of callers.
    private static async Task<int> GuessUntilClosedAsync(TestHost host, string code, bool isVouchedFor)
    {
        for (int compared = 0; ; compared++)
        {
            string guess = TestHost.OtherThan(code, CodeFormat.RecoveryCode);
            RecoveryTicket? device = isVouchedFor ? await host.VouchAsync(ProofPurpose.Recover, HostProof.TrustedDevice, caller: Finder) : null;
            RedeemOutcome outcome = await host.RecoveryCodes.RedeemAsync(TestHost.Alice, guess, Finder.HavingAny(device));
            await host.DrainAsync();
            if (outcome is RedeemOutcome.Closed)
            {
                return compared;
            }

            if (outcome is RedeemOutcome.Paused paused)
            {
                host.Clock.Set(paused.Until);
                compared--;
            }
            else
            {
                Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), outcome);
            }
        }
    }

    private static ValueTask<CompleteOutcome> CompletingAsync(TestHost host, params RecoveryTicket[] proofs) =>
        host.Recovery.CompleteAsync(TestHost.Alice, TestHost.Owner.Having(proofs));

    private static string? Problems(RecoveryProfile profile, bool listens, Action<AccountRecoveryOptions> set)
    {
        var services = new ServiceCollection();
        services.AddAccountRecovery(options =>
        {
            options.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() });
            options.Profile = profile;
            set(options);
        }).UseInMemoryStore();
        if (listens)
        {
            services.AddSingleton<IRecoveryEventSink>(new RecordingEventSink());
        }

        using ServiceProvider provider = services.BuildServiceProvider();
        try
        {
            _ = provider.GetRequiredService<IOptions<AccountRecoveryOptions>>().Value;
            return null;
        }
        catch (OptionsValidationException fault)
        {
            return fault.Message;
        }
    }
}
