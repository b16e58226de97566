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

        // What a kill leaves behind is partly chance, so a few that show too little are followed by a few more.
        bool showsEnough(KilledDeliveries all) => all.AtMoments * 2 > kills && all is { Swept: > 0, Twice: > 0, Over: > 0 };
        KilledDeliveries all;
        int run = 0;
        do
        {
            all = await KillAsync(engine, Twist.None, kills, until: _ => false);
            output.WriteLine($"{engine}: {all}");
            Assert.True(all is { Lost: 0, AfterItsEnd: 0, Superseded: 0, Unequal: 0 }, $"{all}");
        }
        while (!showsEnough(all) && ++run < 5);

        Assert.True(showsEnough(all), $"{all}: the kills are too weak to prove anything.");
    }

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted)]
    [InlineData(Engine.Sqlite)]
    public async Task D10_A_delivery_that_settles_before_it_sends_is_caught(Engine engine)
    {
        KilledDeliveries all = await KillAsync(engine, Twist.SettlesFirst, kills: 20, until: all => all.Lost > 0);

        Assert.True(all.Lost > 0, $"{all}: the kills are too weak to prove anything.");
    }

    private async Task<KilledDeliveries> KillAsync(Engine engine, Twist twist, int kills, Func<KilledDeliveries, bool> until)
    {
        await using RaceDatabase database = await track.CreateDatabaseAsync(engine);
        string folder = Directory.CreateTempSubdirectory("recovery-sent-").FullName;
        try
        {
            var all = new KilledDeliveries(database, database.Setup with { SendsTo = folder, Clock = KilledDeliveries.Swept0.ToUnixTimeTicks() });
            const int AtOnce = 2;
            for (int kill = 0; kill < kills && !until(all); kill += AtOnce)
            {
                int[] these = [.. Enumerable.Range(kill, Math.Min(AtOnce, kills - kill))];
                await using (Crew victims = track.Crew(these.Length))
                {
                    await all.KillAsync(victims, these, twist);
                }

                // One sweep for all of a long run's kills would come to the same; in a twin's it would come too late.
                if (twist != Twist.None || kill + AtOnce >= kills)
                {
                    await using Crew survivors = track.Crew(1);
                    await all.SweepAsync(survivors, folder);
                }
            }

            return all;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
