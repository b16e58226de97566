using NodaTime;

namespace AccountRecovery.Races;

/// <summary>A3: four processes fail at every method of one account, around the clock; its owner has the paper.</summary>
[Trait("Category", "Slow")]
public sealed class AttackTests(RaceTrack track, ITestOutputHelper output)
{
    private const int Processes = 4;
    private const int TasksEach = 6;
    private const int MostWrites = 5;
    private const int SampledEvery = 6;
    private const string Alice = "alice";

    private static readonly Instant Start = Instant.FromUtc(2026, 3, 1, 12, 0);
    private static readonly AccountId Account = new(Alice);

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted, 30)]
    [InlineData(Engine.Sqlite, 30)]
    public Task A3_The_recovery_code_works_at_every_hour_while_everything_else_is_attacked(Engine engine, int fullDays) =>
        AttackAsync(engine, Twist.None, FullRun.Or(12, fullDays * 24));

    /// <summary>So that the attack is known to meet what the owner does.</summary>
    [Fact]
    public async Task A3_Attackers_whose_writes_look_at_no_revision_are_caught()
    {
        Exception? caught = await Record.ExceptionAsync(() => AttackAsync(Engine.PostgreSqlReadCommitted, Twist.Unguarded, hours: 60));

        output.WriteLine($"{caught?.Message.Split('\n')[0]}");
        Assert.NotNull(caught);
    }

    private async Task AttackAsync(Engine engine, Twist twist, int hours)
    {
        await using RaceDatabase database = await track.CreateDatabaseAsync(engine);
        Setup setup = database.Setup with { Format = Setup.ShortFormat, Clock = Start.ToUnixTimeTicks() };
        await using var owner = new Owner(setup, Start);
        await using Crew crew = track.Crew(Processes);
        await crew.OpenAsync(setup with { Twist = twist });
        await owner.EstablishAsync(Alice);
        string code = await MakeAsync(owner, await owner.ProveAsync(Alice, 1), await owner.VouchAsync(Alice, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings));
        await IssueAsync(owner);
        int failures = 0, sampled = 0, most = 0, paused = 0;
        for (int hour = 1; hour <= hours; hour++)
        {
            Instant now = Start + Duration.FromHours(hour);
            owner.Clock.Set(now);
            await crew.SetClockAsync(now);
            await crew.StartAsync(process => [.. Enumerable.Range(0, TasksEach).Select(n => new Call(Verb.Attack, Alice) { Source = $"198.51.100.{process}", Key = $"{hour}/{process}/{n}" })], TasksEach);
            Task<Report.Finished[]> attack = Task.WhenAll(crew.Workers.Select(worker => worker.ReceiveAsync<Report.Finished>()));
            try
            {
                if (hour % SampledEvery == 0)
                {
                    int before = owner.Writes;
                    RedeemOutcome outcome = await owner.Get<IRecoveryCodes>().RedeemAsync(Account, code, Owner.Caller);
                    most = Math.Max(most, owner.Writes - before);
                    RecoveryTicket grant = Assert.IsType<RedeemOutcome.Redeemed>(outcome).Grant!;
                    sampled++;
                    code = await SetUpAgainAsync(owner, grant);
                }
            }
            finally
            {
                // Else the next race would be given these answers.
                await attack;
            }

            Report.Finished[] finished = await attack;
            Answer[] answers = [.. finished.SelectMany(process => process.Answers)];
            Assert.All(answers, answer => Assert.Equal((nameof(Verb.Attack), 0L), (answer.Kind, answer.Value ?? 0)));
            failures += answers.Sum(answer => answer.Number ?? 0);
            AccountRecord record = await database.RecordAsync(Alice);
            paused += record.BackupCodes.Budgets.Anonymous.Failures > 0 || record.SecurityCodes.Budgets.Anonymous.Failures > 0 ? 1 : 0;
            Assert.Equal((AccountState.Established, null), (record.State, record.Access.Wait));
        }

        output.WriteLine($"{engine}: {failures} failures in {hours} hours; the code worked {sampled} times of {hours / SampledEvery}, with at most {most} tries at a write; other methods had failures in {paused} hours");
        Assert.Equal(hours / SampledEvery, sampled);
        Assert.InRange(most, 1, MostWrites);

        // A recovery begins the counts anew, and every other hour has failures.
        Assert.InRange(paused, hours - sampled, hours);
    }

    private static async Task<string> MakeAsync(Owner owner, params RecoveryTicket[] proofs)
    {
        IssueOutcome made = await owner.Get<IRecoveryCodes>().GenerateAsync(Account, Owner.Caller.Having(proofs));
        return Assert.IsType<IssueOutcome.Issued>(made).Sheet.Codes[0].Reveal();
    }

    private static async Task IssueAsync(Owner owner) => Assert.IsType<IssueOutcome.Issued>(await owner.Get<IBackupCodes>().GenerateAsync(Account, Owner.Caller.Having(await owner.VouchAsync(Alice, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings))));

    // All of it while the attack goes on: new credentials, a new code, a contact, backup codes.
    private static async Task<string> SetUpAgainAsync(Owner owner, RecoveryTicket grant)
    {
        Assert.IsType<CredentialsOutcome.Done>(await owner.Get<IAccountRecovery>().CredentialsSetAsync(Account, Owner.Caller.Having(grant)));
        string code = await MakeAsync(owner, grant);
        await owner.AddAsync(Alice, $"{Alice}@example.com", grant);
        await IssueAsync(owner);
        return code;
    }
}
