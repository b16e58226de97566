using NodaTime;

namespace AccountRecovery.Races;

/// <summary>D10: processes that are killed between commit, send and settle of what the beginning and the end of a wait tell.</summary>
[Trait("Category", "Slow")]
public sealed class NoticeCrashTests(RaceTrack track, ITestOutputHelper output)
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 1, 12, 0);

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted, 8, 1_000)]
    [InlineData(Engine.Sqlite, 8, 400)]
    public async Task D10_No_kill_loses_a_notice_of_a_wait(Engine engine, int shortRun, int fullRun)
    {
        int kills = FullRun.Or(shortRun, fullRun);

        KilledNotices all = await KillAsync(engine, Twist.None, Enumerable.Range(0, kills));

        // The first one dies before it has begun a wait, the seventh when it has sent a notice and not settled it.
        output.WriteLine($"{engine}: {all}");
        Assert.True(all is { Lost: 0, Wrong: 0 }, $"{all}");
        Assert.True(all is { AtMoments: > 1, Swept: > 0, NotBegun: > 0, Twice: > 0 }, $"{all}");
    }

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted)]
    [InlineData(Engine.Sqlite)]
    public async Task D10_A_delivery_that_settles_before_it_sends_is_caught(Engine engine)
    {
        KilledNotices all = await KillAsync(engine, Twist.SettlesFirst, [KilledNotices.AfterSettling]);

        Assert.True(all.Lost > 0, $"{all}");
    }

    private async Task<KilledNotices> KillAsync(Engine engine, Twist twist, IEnumerable<int> kills)
    {
        await using RaceDatabase database = await track.CreateDatabaseAsync(engine);
        string folder = Directory.CreateTempSubdirectory("recovery-sent-").FullName;
        try
        {
            await using var owner = new Owner(database.Setup, Start);
            var all = new KilledNotices(database, owner, database.Setup with { SendsTo = folder }, folder);
            foreach (int kill in kills)
            {
                await all.KillAsync(track, kill, twist);
            }

            return all;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
