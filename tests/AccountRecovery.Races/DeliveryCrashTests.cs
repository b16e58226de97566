namespace AccountRecovery.Races;

/// <summary>D10: processes that are killed between commit, send and settle, and one that survives them and sweeps.</summary>
[Trait("Category", "Slow")]
public sealed class DeliveryCrashTests(RaceTrack track, ITestOutputHelper output)
{
    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted, 12, 1_000)]
    [InlineData(Engine.Sqlite, 8, 1_000)]
    public async Task D10_No_kill_loses_a_message_or_sends_one_that_is_over(Engine engine, int shortRun, int fullRun)
    {
        int kills = FullRun.Or(shortRun, fullRun);

        KilledDeliveries all = await KillAsync(engine, Twist.None, [KilledDeliveries.BeforeSending, KilledDeliveries.BeforeSettling, .. Enumerable.Range(0, kills)]);

        // The first two leave a code that is over and one that is sent again; the others what chance makes of their moments.
        output.WriteLine($"{engine}: {all}");
        Assert.True(all is { Lost: 0, AfterItsEnd: 0, Superseded: 0, Unequal: 0 }, $"{all}");
        Assert.True(all is { AtMoments: > 1, Swept: > 0, Twice: > 0, Over: > 0 }, $"{all}");
    }

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted)]
    [InlineData(Engine.Sqlite)]
    public async Task D10_A_delivery_that_settles_before_it_sends_is_caught(Engine engine)
    {
        KilledDeliveries all = await KillAsync(engine, Twist.SettlesFirst, [KilledDeliveries.AfterSettling]);

        Assert.Equal(1, all.Lost);
    }

    private async Task<KilledDeliveries> KillAsync(Engine engine, Twist twist, int[] kills)
    {
        await using RaceDatabase database = await track.CreateDatabaseAsync(engine);
        string folder = Directory.CreateTempSubdirectory("recovery-sent-").FullName;
        try
        {
            var all = new KilledDeliveries(database, database.Setup with { SendsTo = folder, Clock = KilledDeliveries.Swept0.ToUnixTimeTicks() });
            foreach (int[] these in kills.Chunk(2))
            {
                await using Crew victims = track.Crew(these.Length);
                await all.KillAsync(victims, these, twist);
            }

            await using Crew survivors = track.Crew(1);
            await all.SweepAsync(survivors, folder);
            return all;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
