using AccountRecovery.Databases;

namespace AccountRecovery.Races;

/// <summary>The server stops at once, or a client is killed, while processes redeem: nothing that was acknowledged is lost.</summary>
[Trait("Category", "Slow")]
public sealed class CrashTests(RaceTrack track, ITestOutputHelper output)
{
    [Fact]
    public async Task A4_A_server_that_stops_at_once_loses_nothing_that_was_acknowledged()
    {
        int stops = FullRun.Or(2, 15);

        // A stop that comes when everything is done shows nothing; then another.
        Acknowledged all = await StopAsync(options: null, 4 * stops, accounts: FullRun.Or(20, 100), until: all => all.UnderLoad == stops);

        Assert.True(all is { Lost: 0, Doubles: 0 } && all.Grants > 0 && all.UnderLoad == stops, $"{all}");
    }

    [Fact]
    public async Task A4_Commits_that_do_not_wait_for_the_disk_are_caught()
    {
        // One stop may come when the server has just written; then another.
        Acknowledged all = await StopAsync("-c synchronous_commit=off", stops: 10, accounts: 20, until: all => all.Lost + all.Doubles > FullRun.Or(0, 20));

        Assert.True(all.Lost + all.Doubles > 0, $"{all}: the load is too weak to prove anything.");
    }

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted)]
    [InlineData(Engine.Sqlite)]
    public async Task A4_A_client_that_is_killed_loses_nothing_that_was_acknowledged(Engine engine)
    {
        int kills = FullRun.Or(3, 50);
        var all = new Acknowledged();
        await using RaceDatabase database = await track.CreateDatabaseAsync(engine);
        for (int kill = 0; kill < 4 * kills && all.UnderLoad < kills; kill++)
        {
            await using Crew crew = track.Crew(Acknowledged.Processes);
            await crew.OpenAsync(database.Setup);
            await all.InterruptAsync(database, crew, $"{kill}-", accounts: 8, after: 20, crew.Workers[kill % Acknowledged.Processes].KillAsync);
        }

        output.WriteLine($"{engine}: {all}");
        Assert.True(all is { Lost: 0, Doubles: 0, Unknown: 0 } && all.Grants > 0 && all.UnderLoad == kills, $"{all}");
    }

    [Fact]
    public async Task A4_A_client_that_answers_before_it_writes_is_caught()
    {
        var all = new Acknowledged();
        await using RaceDatabase database = await track.CreateDatabaseAsync(Engine.Sqlite);

        // One kill may come when all that waited has just been written; then another.
        for (int kill = 0; kill < 10 && all.Lost == 0; kill++)
        {
            await using Crew crew = track.Crew(1);
            await crew.OpenAsync(database.Setup);
            await all.InterruptAsync(
                database, crew, $"{kill}-", accounts: 8, after: 20, crew.Workers[0].KillAsync, () => crew.OpenAsync(database.Setup with { Twist = Twist.WritesBehind }));
        }

        Assert.True(all.Lost > 0, $"{all}: the load is too weak to prove anything.");
    }

    private async Task<Acknowledged> StopAsync(string? options, int stops, int accounts, Func<Acknowledged, bool> until)
    {
        var all = new Acknowledged();
        await using PostgreSqlServer server = await RaceTrack.StartServerAsync();
        await using RaceDatabase database = await RaceDatabase.CreateAsync(Engine.PostgreSqlReadCommitted, server, options);
        await using Crew crew = track.Crew(Acknowledged.Processes);
        await crew.OpenAsync(database.Setup);
        for (int stop = 0; stop < stops && !until(all); stop++)
        {
            await all.InterruptAsync(database, crew, $"{stop}-", accounts, after: accounts * 3, async () =>
            {
                await server.StopAtOnceAsync();
                await server.StartAgainAsync();
            });
        }

        output.WriteLine($"{options} {all}");
        return all;
    }
}
