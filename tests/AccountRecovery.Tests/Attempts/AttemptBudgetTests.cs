using NodaTime;

namespace AccountRecovery;

/// <summary>What is counted, for whom, and how far, as the services show it.</summary>
public sealed class AttemptBudgetTests
{
    [Fact]
    public async Task S4_The_budget_is_the_accounts_whatever_source_session_or_device_asks()
    {
        await using var host = new TestHost();
        string[] codes = await host.IssueAsync();
        int hashes = host.Hasher.Hashes;
        int i = 0;
        foreach (string wrong in TestHost.WrongCodes(codes).Take(FullRun.Or(500, 10_000)))
        {
            await host.RedeemAsync(wrong, caller: new Caller { Session = $"s{i}", Source = $"10.0.{i / 256}.{i % 256}", Device = $"d{i}", IdempotencyKey = $"k{i++}" });
        }

        Assert.Equal(5, host.Hasher.Hashes - hashes);
        Assert.Equal(5, (await host.Codes.GetStatusAsync(TestHost.Alice)).Anonymous.Failures);
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0], await host.VouchAsync(ProofPurpose.SignIn, HostProof.TrustedDevice)));
    }

    [Fact]
    public async Task S5_A_success_resets_its_own_row_of_failures_and_no_other()
    {
        await using var host = new TestHost();
        AccountId mallory = new("mallory");
        string[] victims = await host.IssueAsync();
        string[] own = await host.IssueAsync(mallory);
        RecoveryTicket session = await host.VouchAsync(ProofPurpose.SignIn, HostProof.HostSession);
        string[] wrong = [.. TestHost.WrongCodes(victims.Concat(own)).Take(4)];
        await host.RedeemAsync(wrong[3], session);
        for (int i = 0; i < 3; i++)
        {
            await host.RedeemAsync(wrong[i]);
            await host.RedeemAsync(wrong[i], account: mallory);
            await host.RedeemAsync(own[i], account: mallory);
            Assert.Equal((i + 1, 0), (await FailuresAsync(TestHost.Alice), await FailuresAsync(mallory)));
        }

        BackupCodeStatus status = await host.Codes.GetStatusAsync(TestHost.Alice);
        Assert.Equal((3, 1), (status.Anonymous.Failures, status.Attested.Failures));
        await host.RedeemAsync(victims[0], session);
        status = await host.Codes.GetStatusAsync(TestHost.Alice);
        Assert.Equal((3, 0), (status.Anonymous.Failures, status.Attested.Failures));

        async Task<int> FailuresAsync(AccountId account) => (await host.Codes.GetStatusAsync(account)).Anonymous.Failures;
    }

    [Fact]
    public async Task S5_Free_attempts_are_not_renewed_by_an_attackers_own_successes()
    {
        await using var host = new TestHost();
        AccountId mallory = new("mallory");
        string[] victims = await host.IssueAsync();
        string[] own = await host.IssueAsync(mallory);
        int examined = 0;
        int i = 0;
        foreach (string wrong in TestHost.WrongCodes(victims).Take(40))
        {
            examined += await host.RedeemAsync(wrong) is RedeemOutcome.Refused ? 1 : 0;
            if (i++ % 4 == 3)
            {
                Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(own[i / 4 - 1], account: mallory));
            }
        }

        Assert.Equal(5, examined);
    }

    [Fact]
    public async Task S8_The_counter_stops_at_its_greatest_value_and_goes_on_being_written()
    {
        await using var host = new TestHost();
        string[] codes = await host.IssueAsync();
        string[] wrong = [.. TestHost.WrongCodes(codes).Take(3)];
        await SeedAsync(int.MaxValue - 1);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await host.RedeemAsync(wrong[i]));
            BackupCodeStatus status = await host.Codes.GetStatusAsync(TestHost.Alice);
            Assert.Equal((int.MaxValue, true), (status.Anonymous.Failures, status.Anonymous.Closed));
            Assert.Equal(new RedeemOutcome.Closed(), await host.RedeemAsync(codes[0]));

            // Opened again by hand, with the count where it is.
            await SeedAsync(int.MaxValue);
        }

        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0]));
        Assert.Equal(0, (await host.Codes.GetStatusAsync(TestHost.Alice)).Anonymous.Failures);

        async Task SeedAsync(int failures)
        {
            AccountRecord record = (await host.OpenAsync())!;
            AttemptBudget budget = record.BackupCodes.Budgets.Anonymous with { Failures = failures, Closed = false, PausedUntil = null };
            await host.PutAsync(record with { BackupCodes = record.BackupCodes with { Budgets = record.BackupCodes.Budgets with { Anonymous = budget } } });
        }
    }

    [Fact]
    public async Task A_charge_lapses_after_a_minute_exactly_and_its_right_code_stays_unspent()
    {
        foreach ((long ticks, bool lapses) in ((long, bool)[])[(-10, false), (0, true)])
        {
            await using var host = new TestHost();
            string[] codes = await host.IssueAsync();
            host.Hasher.DuringHash = () => host.Clock.Advance(Duration.FromSeconds(60) + Duration.FromTicks(ticks));

            RedeemOutcome outcome = await host.RedeemAsync(codes[0]);

            Assert.Equal(lapses, outcome == new RedeemOutcome.Refused(Refusal.Lapsed));
            BackupCodeStatus status = await host.Codes.GetStatusAsync(TestHost.Alice);
            Assert.Equal(lapses ? (10, 1) : (9, 0), (status.Remaining, status.Anonymous.Failures));
        }
    }
}
