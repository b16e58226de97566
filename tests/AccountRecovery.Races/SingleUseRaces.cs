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
    public async Task S1_So_does_one_that_is_charged_first_and_told_by_events(Engine engine) =>
        AssertOneGrantEach(await RaceAsync(engine, setup => setup with { Format = Setup.ShortFormat, Listens = true }, FullRun.Or(5, 100)));

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted)]
    [InlineData(Engine.Sqlite)]
    public async Task S1_A_write_that_looks_at_no_revision_is_caught(Engine engine)
    {
        // On a machine with much else to do the processes may happen to take turns, so they have several races to be caught in.
        SingleUseRace race;
        int races = 0;
        do
        {
            race = await RaceAsync(engine, setup => setup with { Twist = Twist.Unguarded }, FullRun.Or(20, 1_000));
        }
        while (!IsCaught(race) && ++races < 5);

        Assert.True(IsCaught(race), $"{race}: the race is too weak to prove anything.");

        static bool IsCaught(SingleUseRace race) => race.Doubles > race.Codes / 100;
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
