namespace AccountRecovery.Races;

/// <summary>Eight processes, one code, the same moment.</summary>
[Trait("Category", "Slow")]
public sealed class SingleUseRaces(RaceTrack track, ITestOutputHelper output)
{
    private const int Processes = 8;

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted)]
    [InlineData(Engine.PostgreSqlRepeatableRead)]
    [InlineData(Engine.Sqlite)]
    public async Task S1_One_code_gives_at_most_one_grant(Engine engine) =>
        AssertOneGrantEach(await RaceAsync(engine, setup => setup, FullRun.Or(30, 1_000)));

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted)]
    [InlineData(Engine.Sqlite)]
    public async Task S1_So_does_one_that_is_charged_first_and_reported_by_events(Engine engine) =>
        AssertOneGrantEach(await RaceAsync(engine, setup => setup with { Format = Setup.ShortFormat, Listens = true }, FullRun.Or(5, 100)));

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted)]
    [InlineData(Engine.Sqlite)]
    public async Task S1_A_write_that_looks_at_no_revision_is_caught(Engine engine)
    {
        await using RaceDatabase database = await track.CreateDatabaseAsync(engine);
        await using Crew crew = track.Crew(Processes);
        int accounts = FullRun.Or(5, 1_000);

        SingleUseRace race = await SingleUseRace.RunAsync(database, crew, _ => database.Unguarded(Processes), accounts, parallel: 1);

        // The first code of each account is spent by all that met; the others may be.
        output.WriteLine($"{engine}: {race}");
        Assert.InRange(race.Doubles, accounts, race.Codes);
    }

    private static void AssertOneGrantEach(SingleUseRace race) =>
        Assert.True(race is { Doubles: 0, None: 0, Faults: 0 } && race.Spent == race.Codes, $"{race}");

    private async Task<SingleUseRace> RaceAsync(Engine engine, Func<Setup, Setup> configure, int accounts)
    {
        await using RaceDatabase database = await track.CreateDatabaseAsync(engine);
        await using Crew crew = track.Crew(Processes);
        SingleUseRace race = await SingleUseRace.RunAsync(database, crew, _ => configure(database.Setup), accounts);
        output.WriteLine($"{engine}: {race}");
        return race;
    }
}
