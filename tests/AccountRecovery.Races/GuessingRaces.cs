using System.Globalization;
using System.Security.Cryptography;
using NodaTime;

namespace AccountRecovery.Races;

/// <summary>Guesses from eight processes: what is counted, what is compared, what is told.</summary>
[Trait("Category", "Slow")]
public sealed class GuessingRaces(RaceTrack track, ITestOutputHelper output)
{
    private const int Free = RecoveryPolicy.DefaultFreeAttempts;
    private const int Processes = 8;
    private const string Alice = "alice";

    private static readonly Instant Start = Instant.FromUtc(2026, 3, 1, 12, 0);

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted)]
    [InlineData(Engine.PostgreSqlRepeatableRead)]
    [InlineData(Engine.Sqlite)]
    public async Task S2_Parallel_wrong_codes_cost_no_more_hashes_and_tell_no_more_than_the_free_attempts(Engine engine)
    {
        int requests = FullRun.Or(50, 500);

        Flood flood = await FloodAsync(engine, isGuarded: true, requests);

        Assert.Equal(new Flood(Hashes: Free, Revealed: Free, Paused: requests - Free, Stored: Free), flood);
    }

    [Fact]
    public async Task S2_A_write_that_looks_at_no_revision_is_caught()
    {
        Flood flood = await FloodAsync(Engine.PostgreSqlReadCommitted, isGuarded: false, 50);

        // Each process has counted its first as the first.
        Assert.InRange(flood.Hashes, Processes, 50);
        Assert.InRange(flood.Stored, 1, flood.Hashes - 1);
    }

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted)]
    [InlineData(Engine.Sqlite)]
    public async Task S2_A_process_that_is_killed_in_the_hash_leaves_the_count(Engine engine)
    {
        await using RaceDatabase database = await track.CreateDatabaseAsync(engine);
        await using Crew witnesses = track.Crew(1);
        Setup setup = Guessable(database.Setup);
        for (int round = 0; round < FullRun.Or(1, 20); round++)
        {
            await witnesses.OpenAsync(setup);
            string account = $"{Alice}-{round}";
            string[] codes = (await witnesses.IssueAsync([account]))[0];
            await using Crew victims = track.Crew(1);
            await victims.OpenAsync(setup with { Stop = HashStop.Held });
            await victims.StartAsync(_ => [.. codes.Take(Free).Select(code => new Call(Verb.Redeem, account) { Typed = code })], parallel: Free);
            await victims.Workers[0].Hashing.WaitAsync(CancellationToken.None);
            await Eventually.HoldsAsync("all five are counted", async () => (await database.RecordAsync(account)).BackupCodes.Budgets.Anonymous.Failures == Free);

            await victims.Workers[0].KillAsync();

            Assert.Equal((Free, Free, 10), await CountsAsync(database, account));
            Assert.Equal(nameof(RedeemOutcome.Paused), (await OneAsync(witnesses, new Call(Verb.Redeem, account) { Typed = codes[0] })).Kind);
            await SweepAsync(witnesses, Start + AttemptCharge.Lifetime - Duration.FromTicks(10));
            Assert.Equal((Free, Free, 10), await CountsAsync(database, account));
            await SweepAsync(witnesses, Start + AttemptCharge.Lifetime);
            Assert.Equal((Free, 0, 10), await CountsAsync(database, account));
            Assert.True((await OneAsync(witnesses, new Call(Verb.Redeem, account) { Typed = codes[0] })).IsGrant);
        }
    }

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted)]
    [InlineData(Engine.Sqlite)]
    public async Task S3_The_right_code_in_a_burst_past_the_limit_is_refused(Engine engine)
    {
        int rounds = FullRun.Or(20, 1_000);
        int requests = FullRun.Or(40, 100);

        Burst[] bursts = await BurstsAsync(engine, isGuarded: true, rounds, requests);

        output.WriteLine($"{engine}: {bursts.Sum(burst => burst.Successes)} successes in {rounds} bursts of {requests}");
        Assert.All(bursts, burst => Assert.True(burst.IsWithinTheLimit, $"{burst}"));
    }

    [Fact]
    public async Task S3_A_write_that_looks_at_no_revision_is_caught()
    {
        // Each process counts its first as the first, and four more are examined before there is a pause.
        Burst[] bursts = await BurstsAsync(Engine.PostgreSqlReadCommitted, isGuarded: false, FullRun.Or(2, 100), 100);

        Assert.All(bursts, burst => Assert.False(burst.IsWithinTheLimit, $"{burst}"));
    }

    /// <summary>So a burst finds the code as often as chance puts it among the first five.</summary>
    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted)]
    [InlineData(Engine.Sqlite)]
    public async Task S3_Wherever_the_right_code_is_in_a_row_of_guesses_it_is_accepted_among_the_first_five_alone(Engine engine)
    {
        await using RaceDatabase database = await track.CreateDatabaseAsync(engine);
        await using Crew crew = track.Crew(Processes);
        await crew.OpenAsync(Guessable(database.Setup));
        for (int before = 0; before < Processes; before++)
        {
            string account = SingleUseRace.NameOf(before);
            string[] codes = (await crew.IssueAsync([account]))[0];
            string[] typed = [.. WrongCodes(codes).Take(before), codes[0]];
            Answer last = new(string.Empty);
            for (int n = 0; n < typed.Length; n++)
            {
                // Each by another process.
                Report.Finished[] finished = await crew.StepAsync(worker => worker == n ? [new Call(Verb.Redeem, account) { Typed = typed[n] }] : []);
                last = Assert.Single(finished[n].Answers);
            }

            Assert.Equal(before < Free ? nameof(RedeemOutcome.Redeemed) : nameof(RedeemOutcome.Paused), last.Kind);
        }
    }

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted)]
    [InlineData(Engine.Sqlite)]
    public async Task S4_The_budget_is_the_accounts_whatever_source_session_or_process_asks(Engine engine)
    {
        int requests = FullRun.Or(400, 10_000);
        await using RaceDatabase database = await track.CreateDatabaseAsync(engine);
        await using Crew crew = track.Crew(Processes);
        await crew.OpenAsync(Guessable(database.Setup));
        string[] codes = (await crew.IssueAsync([Alice]))[0];
        Call[] calls = [.. WrongCodes(codes).Take(requests).Select((code, i) => new Call(Verb.Redeem, Alice)
        {
            Typed = code,
            Session = $"session-{i}",
            Key = $"key-{i}",
            Source = string.Create(CultureInfo.InvariantCulture, $"10.0.{i / 256}.{i % 256}"),
        })];

        Report.Finished[] finished = await crew.StepAsync(worker => Share(calls, worker), parallel: 8);

        Assert.Equal(Free, finished.Sum(worker => worker.Hashes));
        Assert.Equal(Free, (await database.RecordAsync(Alice)).BackupCodes.Budgets.Anonymous.Failures);
        Answer[] owner = await crew.ShareAsync([new Call(Verb.RedeemAttested, Alice) { Typed = codes[0], Session = "session-of-alice" }]);
        Assert.True(Assert.Single(owner).IsGrant);
    }

    private static Setup Guessable(Setup setup) => setup with { Format = Setup.ShortFormat, Clock = Start.ToUnixTimeTicks() };

    private static Call[] Share(Call[] calls, int worker) => [.. calls.Where((_, i) => i % Processes == worker)];

    private static IEnumerable<string> WrongCodes(string[] set)
    {
        var right = set.Select(code => code.Replace(" ", string.Empty, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(0, 100_000_000).Select(n => n.ToString("D8", CultureInfo.InvariantCulture)).Where(code => !right.Contains(code));
    }

    private static async Task<Answer> OneAsync(Crew crew, Call call) => (await crew.ShareAsync([call]))[0];

    private static async Task SweepAsync(Crew crew, Instant at)
    {
        await crew.SetClockAsync(at);
        await OneAsync(crew, new Call(Verb.RunDue, Alice));
    }

    private static async Task<(int Failures, int InFlight, int Remaining)> CountsAsync(RaceDatabase database, string account)
    {
        BackupCodePart part = (await database.RecordAsync(account)).BackupCodes;
        return (part.Budgets.Anonymous.Failures, part.Budgets.Anonymous.InFlight.Length, part.Live!.Remaining);
    }

    private async Task<Flood> FloodAsync(Engine engine, bool isGuarded, int requests)
    {
        await using RaceDatabase database = await track.CreateDatabaseAsync(engine);
        await using Crew crew = track.Crew(Processes);
        Setup setup = Guessable(database.Setup) with { Lags = true, Codes = 4 };
        await crew.OpenAsync(setup);
        await crew.WarmUpAsync();
        setup = isGuarded ? setup : Guessable(database.Unguarded(Processes)) with { Codes = 4 };
        await crew.OpenAsync(setup with { HashesSlowly = engine != Engine.PostgreSqlRepeatableRead });
        string[] codes = (await crew.IssueAsync([Alice]))[0];
        Call[] calls = [.. WrongCodes(codes).Take(requests).Select(code => new Call(Verb.Redeem, Alice) { Typed = code })];

        Report.Finished[] finished = await crew.StepAsync(worker => Share(calls, worker), parallel: requests);

        Answer[] answers = [.. finished.SelectMany(worker => worker.Answers)];
        var flood = new Flood(
            finished.Sum(worker => worker.Hashes),
            answers.Count(answer => answer.Kind == nameof(RedeemOutcome.Refused)),
            answers.Count(answer => answer.Kind == nameof(RedeemOutcome.Paused)),
            (await database.RecordAsync(Alice)).BackupCodes.Budgets.Anonymous.Failures);
        output.WriteLine($"{engine}: {flood}");
        return flood;
    }

    private async Task<Burst[]> BurstsAsync(Engine engine, bool isGuarded, int rounds, int requests)
    {
        await using RaceDatabase database = await track.CreateDatabaseAsync(engine);
        await using Crew crew = track.Crew(Processes);
        await crew.OpenAsync(Guessable(isGuarded ? database.Setup : database.Unguarded(Processes)) with { Lags = true });
        string[] accounts = [.. Enumerable.Range(0, rounds).Select(SingleUseRace.NameOf)];
        string[][] sets = await crew.IssueAsync(accounts);
        var bursts = new Burst[rounds];
        for (int round = 0; round < rounds; round++)
        {
            string[] typed = [.. WrongCodes(sets[round]).Take(requests - 1), sets[round][0]];
            RandomNumberGenerator.Shuffle(typed.AsSpan());
            Call[] calls = [.. typed.Select(code => new Call(Verb.Redeem, accounts[round]) { Typed = code })];
            Report.Finished[] finished = await crew.StepAsync(worker => Share(calls, worker), parallel: requests);
            bursts[round] = new Burst(finished.Sum(worker => worker.Answers.Count(answer => answer.IsGrant)), finished.Sum(worker => worker.Hashes));
        }

        return bursts;
    }

    private sealed record Flood(int Hashes, int Revealed, int Paused, int Stored);

    private sealed record Burst(int Successes, int Hashes)
    {
        // The right one resets the count, so after it up to five more may be examined.
        internal bool IsWithinTheLimit => Successes <= 1 && Hashes >= Free && Hashes <= (Successes == 0 ? Free : 2 * Free);
    }
}
