using System.Buffers.Binary;

namespace AccountRecovery.Races;

/// <summary>In the middle of a rollout: three versions of the fields and two root keys, each process with its own of both, on one database.</summary>
[Trait("Category", "Slow")]
public sealed class SideBySideTests(RaceTrack track, ITestOutputHelper output)
{
    private const int Processes = 8;

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted, Setup.LongFormat, 20, 1_000)]
    [InlineData(Engine.PostgreSqlReadCommitted, Setup.ShortFormat, 10, 100)]
    [InlineData(Engine.Sqlite, Setup.LongFormat, 10, 200)]
    public async Task A8_Versions_and_two_root_keys_side_by_side_keep_everything(Engine engine, string format, int shortRun, int fullRun)
    {
        Rollout rollout = await RaceAsync(engine, format, Twist.None, FullRun.Or(shortRun, fullRun));

        Assert.True(rollout.KeepsEverything, $"{rollout}");
        Assert.True(rollout.HasMet, $"{rollout}: one of the four kinds wrote nothing, or this version was never the last to write, so they did not meet.");
    }

    [Fact]
    public async Task A8_A_version_that_drops_what_it_does_not_know_is_caught()
    {
        Rollout rollout = await RaceAsync(Engine.PostgreSqlReadCommitted, Setup.LongFormat, Twist.Forgetful, Processes);

        // In half of the accounts it was the last to write.
        Assert.Equal((Processes, Processes / 2), (rollout.Added, rollout.Kept));
    }

    [Fact]
    public async Task A8_A_process_without_the_other_key_is_caught()
    {
        await using RaceDatabase database = await track.CreateDatabaseAsync(Engine.PostgreSqlReadCommitted);
        await using Crew crew = track.Crew(2);
        SingleUseRace race = await SingleUseRace.RunAsync(
            database, crew, worker => worker == 0 ? database.Setup with { OpenOnlyKey = null } : Flipped(database.Setup), accounts: 2);

        Assert.Contains(nameof(RecordUnreadableException), race.FirstFault, StringComparison.Ordinal);
    }

    // Four kinds, two processes of each: this version or the next, with the one or the other key active. Of two of this version one writes the stored form of the one
    // before. At the end each spends codes alone, so each kind is met.
    private async Task<Rollout> RaceAsync(Engine engine, string format, Twist thisVersion, int accounts)
    {
        await using RaceDatabase database = await track.CreateDatabaseAsync(engine);
        await using Crew crew = track.Crew(Processes);
        SingleUseRace race = await SingleUseRace.RunAsync(
            database,
            crew,
            worker => (worker / 2 % 2 == 0 ? database.Setup : Flipped(database.Setup)) with
            {
                Format = format,
                Twist = IsNext(worker) ? Twist.NextVersion : thisVersion,
                StoredFormat = worker < Processes / 2 ? RecordSealer.DefaultVersion : RecordSealer.FieldsVersion,
                Listens = format == Setup.ShortFormat,
            },
            accounts,
            endsAlone: true);

        var rollout = new Rollout(race, accounts);
        for (int i = 0; i < accounts; i++)
        {
            string account = SingleUseRace.NameOf(i);
            ReadOnlyMemory<byte> stored = (await database.Examiner.StoredAsync(account))!.Sealed;
            bool added = IsNext(i % Processes) || race.Grants.Keys.Any(grant => grant.Account == i && IsNext(grant.Process));
            rollout.Added += added ? 1 : 0;
            rollout.Kept += added && NewFields.AreKept(await database.RecordAsync(account)) ? 1 : 0;
            rollout.ByThisVersion += BinaryPrimitives.ReadUInt16BigEndian(stored.Span[3..]) <= RecordSealer.FieldsVersion ? 1 : 0;
        }

        output.WriteLine($"{engine}, {format}: {rollout}");
        return rollout;
    }

    private static bool IsNext(int process) => process % 2 == 1;

    private static Setup Flipped(Setup setup) => setup with { ActiveKey = setup.OpenOnlyKey!, OpenOnlyKey = setup.ActiveKey };

    private sealed record Rollout(SingleUseRace Race, int Accounts)
    {
        /// <summary>Records that the next version made, or in which it spent a code.</summary>
        internal int Added { get; set; }

        /// <summary>Those of them that still have the next version's fields at every level.</summary>
        internal int Kept { get; set; }

        /// <summary>Records that this version wrote last.</summary>
        internal int ByThisVersion { get; set; }

        internal bool KeepsEverything => Race is { Doubles: 0, None: 0, Faults: 0 } && Race.Spent == Race.Codes && Kept == Added;

        /// <summary>All four kinds wrote, and this version wrote over what the next one had added.</summary>
        internal bool HasMet => ByThisVersion > 0 && Enumerable.Range(0, 4).All(kind => Race.Grants.Keys.Any(grant => grant.Process % 4 == kind));

        public override string ToString() => $"{Race}; of {Accounts} records the next version wrote {Added}, and {Kept} of them have its fields, {ByThisVersion} written last by this version";
    }
}
