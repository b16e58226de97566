namespace AccountRecovery.Races;

/// <summary>Eight processes, one code, the same moment.</summary>
public sealed class SingleUseRaces(RaceTrack track)
{
    private const int Processes = 8;
    private const int CodesEach = RecoveryPolicy.DefaultBackupCodeCount;

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted)]
    [InlineData(Engine.PostgreSqlRepeatableRead)]
    [InlineData(Engine.Sqlite)]
    public async Task S1_One_code_gives_at_most_one_grant(Engine engine)
    {
        Race race = await RaceAsync(engine, setup => setup, FullRun.Or(30, 1_000));

        TestContext.Current.TestOutputHelper!.WriteLine($"{race}");
        Assert.Equal((0, 0, 0), (race.Doubles, race.None, race.Faults));
        Assert.Equal(race.Codes, race.Spent);
    }

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted)]
    [InlineData(Engine.Sqlite)]
    public async Task S1_A_write_that_looks_at_no_revision_is_caught(Engine engine)
    {
        Race race = await RaceAsync(engine, setup => setup with { Twist = Twist.Unguarded }, FullRun.Or(30, 1_000));

        TestContext.Current.TestOutputHelper!.WriteLine($"{race}");
        Assert.True(race.Doubles > race.Codes / 100, $"{race}: the race is too weak to prove anything.");
    }

    private async Task<Race> RaceAsync(Engine engine, Func<Setup, Setup> configure, int accounts)
    {
        await using RaceDatabase database = await track.CreateDatabaseAsync(engine);
        await using Crew crew = track.Crew(Processes);
        await crew.OpenAsync(configure(database.Setup));
        string[] names = [.. Enumerable.Range(0, accounts).Select(i => $"account-{i}")];
        string[][] sets = await crew.IssueAsync(names);

        var race = new Race(accounts * CodesEach, 0, 0, 0, 0, 0);
        for (int slot = 0; slot < CodesEach; slot++)
        {
            Report.Finished[] finished = await crew.AllAsync([.. names.Select((name, i) => new Call(Verb.Redeem, name) { Typed = sets[i][slot] })]);
            int[] grants = [.. names.Select((_, i) => finished.Count(worker => worker.Answers[i].IsGrant))];
            Answer[] all = [.. finished.SelectMany(worker => worker.Answers)];
            race = race with
            {
                Doubles = race.Doubles + grants.Count(count => count > 1),
                None = race.None + grants.Count(count => count == 0),
                Faults = race.Faults + all.Count(answer => answer.IsFault || answer.IsBusy),
                Repeats = race.Repeats + all.Sum(answer => answer.Repeats),
            };
        }

        foreach (string name in names)
        {
            AccountRecord record = (await database.Examiner.ReadAsync(name))!;
            race = race with { Spent = race.Spent + CodesEach - record.BackupCodes.Live!.Remaining };
        }

        return race;
    }

    private sealed record Race(int Codes, int Doubles, int None, int Faults, int Repeats, int Spent);
}
