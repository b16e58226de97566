using System.Diagnostics;
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

        Acknowledged all = await StopAsync(options: null, stops, accounts: FullRun.Or(20, 100));

        Assert.True(all is { Lost: 0, Doubles: 0 } && all.Grants > 0 && all.UnderLoad == stops, $"{all}");
    }

    [Fact]
    public async Task A4_Commits_that_do_not_wait_for_the_disk_are_caught()
    {
        // The process that would write later stands still, so everything is lost that was acknowledged since.
        Acknowledged all = await StopAsync("-c synchronous_commit=off", stops: 1, accounts: 20, holdsTheLog: true);

        Assert.InRange(all.Lost + all.Doubles, 20, int.MaxValue);
    }

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted)]
    [InlineData(Engine.Sqlite)]
    public async Task A4_A_client_that_is_killed_loses_nothing_that_was_acknowledged(Engine engine)
    {
        int kills = FullRun.Or(3, 50);
        var all = new Acknowledged();
        await using RaceDatabase database = await track.CreateDatabaseAsync(engine);
        for (int kill = 0; kill < kills; kill++)
        {
            await using Crew crew = track.Crew(Acknowledged.Processes);
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
        await using Crew crew = track.Crew(1);

        await all.InterruptAsync(database, crew, "0-", accounts: 8, after: 20, crew.Workers[0].KillAsync, setup => setup with { Twist = Twist.WritesBehind });

        Assert.InRange(all.Lost, 20, int.MaxValue);
    }

    private async Task<Acknowledged> StopAsync(string? options, int stops, int accounts, bool holdsTheLog = false)
    {
        var all = new Acknowledged();
        await using PostgreSqlServer server = await RaceTrack.StartServerAsync();
        await using RaceDatabase database = await RaceDatabase.CreateAsync(Engine.PostgreSqlReadCommitted, server, options);
        await using Crew crew = track.Crew(Acknowledged.Processes);
        for (int stop = 0; stop < stops; stop++)
        {
            await all.InterruptAsync(
                database,
                crew,
                $"{stop}-",
                accounts,
                after: accounts * 3,
                async () =>
                {
                    await server.StopAtOnceAsync();
                    await server.StartAgainAsync();
                },
                readyAsync: () => holdsTheLog ? HoldTheLogAsync(database) : Task.CompletedTask);
        }

        output.WriteLine($"{options} {all}");
        return all;
    }

    // Writes all that was committed, and then stops the server's process that writes its log when nobody waits for it. A server that stops at once ends it after five seconds.
    private static async Task HoldTheLogAsync(RaceDatabase database)
    {
        await database.Setup.ConnectionString.ExecuteAsync("CHECKPOINT");
        string process = await database.Setup.ConnectionString.AskAsync("SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'");
        using Process signal = Process.Start("kill", ["-STOP", process]);
        await signal.WaitForExitAsync();
        Assert.Equal(0, signal.ExitCode);
    }
}
