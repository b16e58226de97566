using NodaTime;

namespace AccountRecovery.Races;

/// <summary>One process reads from a replica that is an hour behind: it decides in the write, so it can refuse too much and never accept too much.</summary>
public sealed class StaleReadTests(RaceTrack track, ITestOutputHelper output)
{
    private const int Late = 0;
    private const int Fresh = 1;

    private static readonly Instant Start = Instant.FromUtc(2026, 3, 1, 12, 0);

    [Fact]
    public async Task A6_A_process_that_reads_late_spends_nothing_that_is_spent_replaced_or_paused()
    {
        Answers late = await AnswerLateAsync(Twist.Stale);

        Assert.Equal(0, late.Hashes);
        Assert.All(late.Then, answer => Assert.Equal((nameof(RedeemOutcome.Busy), nameof(BusyReason.Conflict)), (answer.Kind, answer.Why)));

        // An hour later it sees what happened then. Of what it writes itself it sees nothing: a charge of its own is not there when the hash is done.
        Assert.Equal(
            [nameof(Refusal.AlreadySpent), nameof(RedeemOutcome.Redeemed), nameof(Refusal.WrongCode), nameof(Refusal.Lapsed)],
            late.AnHourLater.Select(answer => answer.Why ?? answer.Kind));
        Assert.Equal(
            [nameof(Refusal.AlreadySpent), nameof(Refusal.AlreadySpent), nameof(Refusal.WrongCode), nameof(RedeemOutcome.Redeemed)],
            late.FromThePrimary.Select(answer => answer.Why ?? answer.Kind));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A6_A_write_that_looks_at_no_revision_is_caught()
    {
        Answers late = await AnswerLateAsync(Twist.StaleUnguarded);

        Assert.True(late.Then.Count(answer => answer.IsGrant) > 1, "Reading late did no harm, so the test shows nothing.");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A6_Racing_with_others_it_gives_no_second_grant()
    {
        await using RaceDatabase database = await track.CreateDatabaseAsync(Engine.PostgreSqlReadCommitted);
        await using Crew crew = track.Crew(4);
        SingleUseRace race = await SingleUseRace.RunAsync(
            database, crew, worker => database.Setup with { Twist = worker == Late ? Twist.Stale : Twist.None }, FullRun.Or(5, 100), repeatsBusy: false);

        output.WriteLine($"{race}");
        Assert.True(race is { Doubles: 0, None: 0 } && race.Faults > 0 && race.Spent == race.Codes, $"{race}");
    }

    // Alice's first code is spent, Bob has a new set, Carol's account is paused; the process that reads late knows nothing of it.
    private async Task<Answers> AnswerLateAsync(Twist twist)
    {
        await using RaceDatabase database = await track.CreateDatabaseAsync(Engine.PostgreSqlReadCommitted);
        await using Crew crew = track.Crew(2);
        Setup setup = database.Setup with { Clock = Start.ToUnixTimeTicks() };
        Setup charged = setup with { Format = Setup.ShortFormat };
        await crew.OpenAsync(charged);
        string[] carols = (await crew.IssueAsync(["carol"]))[0];
        await crew.OpenAsync(worker => worker == Late ? setup with { Twist = twist } : setup);
        string[][] others = [await IssueAsync(crew, "alice"), await IssueAsync(crew, "bob")];
        Call[] looks = [.. ((string[])["alice", "bob", "carol"]).Select(account => new Call(Verb.Status, account))];
        await ByAsync(crew, Late, looks);

        await crew.SetClockAsync(Start + Duration.FromMinutes(59));
        await ByAsync(crew, Fresh, [Redeem("alice", others[0][0]), new Call(Verb.Generate, "bob"), .. Enumerable.Repeat(Redeem("carol", "0000 0000"), 5)]);
        await ByAsync(crew, Late, looks);
        Call[] calls = [Redeem("alice", others[0][0]), Redeem("alice", others[0][1]), Redeem("bob", others[1][0]), Redeem("carol", carols[0])];
        Report.Finished then = await ByAsync(crew, Late, calls);

        await crew.SetClockAsync(Start + Duration.FromMinutes(59) + Duration.FromHours(1));
        Report.Finished later = await ByAsync(crew, Late, calls);

        Instant end = Start + Duration.FromHours(3);
        await crew.OpenAsync(setup with { Clock = end.ToUnixTimeTicks() });
        return new Answers(then.Answers, then.Hashes, later.Answers, (await ByAsync(crew, Late, calls)).Answers);
    }

    private static Call Redeem(string account, string code) => new(Verb.Redeem, account) { Typed = code };

    private static async Task<string[]> IssueAsync(Crew crew, string account) => (await ByAsync(crew, Fresh, [new Call(Verb.Generate, account)])).Answers[0].Codes;

    private static async Task<Report.Finished> ByAsync(Crew crew, int worker, Call[] calls) =>
        (await crew.StepAsync(i => i == worker ? calls : [], parallel: 1, repeatsBusy: false))[worker];

    private sealed record Answers(Answer[] Then, int Hashes, Answer[] AnHourLater, Answer[] FromThePrimary);
}
