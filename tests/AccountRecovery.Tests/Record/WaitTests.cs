using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;

namespace AccountRecovery;

/// <summary>What a wait remembers of what was told: the instant; in version 1 of the stored form, a count as well.</summary>
public sealed class WaitTests
{
    private static readonly Instant Since = TestHost.Start;
    private static readonly int[] DaysOfVersion1 = [7, 14, 21, 27, 29];
    private static readonly RecoveryPolicy NeverRestored = Policy(restored: null);

    private static Gen<Duration> Lengths => Gen.OneOf(
        Gen.Elements(1, 2, 3, 4, 7, 8, 10, 14, 21, 28, 30, 60, 90).Select(days => Duration.FromDays(days)),
        Gen.Choose(24, 2_160).Select(hours => Duration.FromHours(hours)));

    /// <summary>A wait, when builds take over from each other in thousandths of it, and which build begins.</summary>
    private static Gen<(Duration Wait, int[] Changes, bool NewFirst)> Upgrades =>
        from wait in Lengths
        from changes in Gen.Choose(0, 999).ArrayOf().Resize(6)
        from newFirst in Gen.Elements(false, true)
        select (wait, changes, newFirst);

    /// <summary>A wait, how far it was when the backup was made and when it was restored, in thousandths.</summary>
    private static Gen<(Duration Wait, int Backup, int Restored)> Restores =>
        from wait in Lengths
        from backup in Gen.Choose(0, 999)
        from restored in Gen.Choose(backup, 3_000)
        select (wait, backup, restored);

    [Theory]
    [InlineData(0, null, 7)]
    [InlineData(1, 7, 14)]
    [InlineData(2, 14, 21)]
    [InlineData(3, 21, 23)]
    [InlineData(4, 27, 29)]
    [InlineData(5, 29, 30)]
    [InlineData(99, 29, 30)]
    [InlineData(-1, null, 7)]
    public void Read_ACountOfVersion1_IsTheInstantOfThatDay(int count, int? day, int due)
    {
        byte[] stored = Records.Fields(fields =>
        {
            fields.Time(1, Since);
            fields.Time(2, Since + ContactScene.Month);
            fields.Number(3, count);
        });

        Wait wait = Wait.Read(new FieldReader(stored));

        Assert.Equal(day is { } told ? Since + Duration.FromDays(told) : null, wait.LastTold);
        Assert.Equal(Since + Duration.FromDays(due), wait.Due);
    }

    /// <summary>The reminder of day 23 is none that version 1 knows: its count stays at 3, and the instant lies beside it.</summary>
    [Theory]
    [InlineData(null, 0, false)]
    [InlineData(7, 1, false)]
    [InlineData(21, 3, false)]
    [InlineData(23, 3, true)]
    [InlineData(27, 4, false)]
    [InlineData(28, 4, true)]
    [InlineData(35, 5, true)]
    public void Write_InVersion1_IsTheCountAndTheInstantWhereTheCountDoesNotSayIt(int? day, int count, bool isBeside)
    {
        Instant? told = day is { } at ? Since + Duration.FromDays(at) : null;

        List<(int Number, byte[] Value)> fields = Split(Bytes(new Wait(Since, Since + ContactScene.Month) { LastTold = told }, version: 1));

        Assert.Equal(isBeside ? [1, 2, 3, 4] : [1, 2, 3], fields.Select(field => field.Number));
        Assert.Equal((byte)(2 * count), Assert.Single(fields[2].Value));
    }

    [Fact]
    public void Write_InVersion2_HasNoCount() => Assert.Equal(
        [1, 2, 4], Split(Bytes(new Wait(Since, Since + ContactScene.Month) { LastTold = Since + Duration.FromDays(7) }, version: 2)).Select(field => field.Number));

    [Fact]
    public void A8_What_is_written_in_either_version_is_read_back() => Holds.ForAll(
        Records.Times.Two().Zip(Records.MaybeTimes).ToArbitrary(),
        given =>
        {
            var wait = new Wait(given.Item1.Item1, given.Item1.Item2) { LastTold = given.Item2 };
            return Wait.Read(new FieldReader(Bytes(wait, 1))) == wait && Wait.Read(new FieldReader(Bytes(wait, 2))) == wait;
        });

    /// <summary>A build of version 1 that repaired a clock set start and count back, and kept an instant beside them that it does not know. It no longer counts.</summary>
    [Fact]
    public void Read_AnInstantThatTheCountContradicts_IsTheCounts()
    {
        byte[] stored = Records.Fields(fields =>
        {
            fields.Time(1, Since);
            fields.Time(2, Since + ContactScene.Month);
            fields.Number(3, 0);
            fields.Time(4, Since + Duration.FromDays(23));
        });

        Assert.Null(Wait.Read(new FieldReader(stored)).LastTold);
    }

    /// <summary>
    /// Builds of version 1 and of this one take over from each other while a wait runs. None repeats what another told, and each tells what its own list has for the instants
    /// at which it is there.
    /// </summary>
    [Fact]
    public void R7_However_often_the_list_changes_in_the_middle_of_a_wait_each_reminder_is_reported_once_and_none_is_left_out() =>
        Holds.ForAll(Upgrades.ToArbitrary(), upgrade => KeepsReminders(upgrade, Bytes), tests: 1_000);

    /// <summary>Power: without the instant beside the count, what version 1 does not count is told again.</summary>
    [Fact]
    public void R7_A_twin_that_writes_version_1_without_the_instant_is_caught() =>
        Assert.Throws<InvalidOperationException>(() => Holds.ForAll(Upgrades.ToArbitrary(), upgrade => KeepsReminders(upgrade, (wait, _) => BytesOfVersion1(wait)), tests: 1_000));

    /// <summary>
    /// The store lists by an instant that was written without the policy, in the case of a restore even before it was known of. It is never later than the next reminder or the end.
    /// </summary>
    [Fact]
    public void R7_Wherever_a_restore_has_moved_the_end_a_wait_is_listed_in_time_and_each_reminder_reported_once() => Holds.ForAll(
        Restores.ToArbitrary(),
        given =>
        {
            var wait = new Wait(Since, Since + given.Wait);
            while (wait.NextReminder(NeverRestored) is { } told && told <= Since + (given.Wait * given.Backup / 1_000))
            {
                wait = wait with { LastTold = told };
            }

            Instant restored = Microseconds.Truncate(Since + (given.Wait * given.Restored / 1_000));
            RecoveryPolicy policy = Policy(restored);
            Instant end = wait.EndUnder(policy);
            bool holds = end == Instant.Max(wait.Until, restored + given.Wait) || restored <= Since;
            while (wait.NextReminder(policy) is { } next)
            {
                holds &= wait.Due <= next && next > (wait.LastTold ?? Since) && next < end;
                wait = wait with { LastTold = next };
            }

            // What is told last says that the end is near.
            return holds && wait.Due <= end && (given.Wait <= WaitReminders.Short || end - wait.LastTold <= Duration.FromDays(1));
        },
        tests: 1_000);

    /// <summary>Restored on day 20, it ends on day 50: weekly as before, and one week, three days and one day before the end that comes.</summary>
    [Fact]
    public void NextReminder_AfterARestore_GoesByTheEndThatComes()
    {
        RecoveryPolicy policy = Policy(Since + Duration.FromDays(20));
        var wait = new Wait(Since, Since + ContactScene.Month) { LastTold = Since + Duration.FromDays(14) };
        List<double> days = [];
        while (wait.NextReminder(policy) is { } next)
        {
            days.Add((next - Since).TotalDays);
            wait = wait with { LastTold = next };
        }

        Assert.Equal([21, 28, 35, 42, 43, 47, 49], days);
    }

    private static bool KeepsReminders((Duration Wait, int[] Changes, bool NewFirst) upgrade, Func<Wait, ushort, byte[]> write)
    {
        Instant until = Since + upgrade.Wait;
        Instant[] changes = [.. upgrade.Changes.Order().Select(share => Microseconds.Truncate(Since + (upgrade.Wait * share / 1_000)))];
        Instant[] ofVersion1 = [.. DaysOfVersion1.Select(day => Since + Duration.FromDays(day)).Where(at => at < until)];
        Instant[] ofThis = WaitScene.Reminders(Since, until);
        byte[] stored = write(new Wait(Since, until), 1);
        List<Instant> told = [];
        foreach (Instant now in ofVersion1.Concat(ofThis).Concat(changes).Append(until - ContactScene.Grain).Distinct().Order())
        {
            bool isNew = upgrade.NewFirst != (changes.Count(change => change <= now) % 2 == 1);
            stored = isNew ? TellByThis(stored, now, told, write) : TellByVersion1(stored, until, now, told);
            if ((isNew ? ofThis : ofVersion1).Contains(now) && !(told.Count > 0 && told[^1] >= now))
            {
                return false;
            }
        }

        return told.Zip(told.Skip(1)).All(pair => pair.First < pair.Second) && told.All(at => ofThis.Contains(at) || ofVersion1.Contains(at));
    }

    private static byte[] TellByThis(byte[] stored, Instant now, List<Instant> told, Func<Wait, ushort, byte[]> write)
    {
        Wait wait = Wait.Read(new FieldReader(stored));
        while (wait.NextReminder(NeverRestored) is { } next && now >= next)
        {
            told.Add(next);
            wait = wait with { LastTold = next };
        }

        return write(wait, 1);
    }

    // As version 1 did: by the count alone, with what it does not know kept at the end.
    private static byte[] TellByVersion1(byte[] stored, Instant until, Instant now, List<Instant> told)
    {
        List<(int Number, byte[] Value)> fields = Split(stored);
        int count = fields.Single(field => field.Number == 3).Value[0] / 2;
        while (count < DaysOfVersion1.Length && Since + Duration.FromDays(DaysOfVersion1[count]) is var at && at < until && now >= at)
        {
            told.Add(at);
            count++;
        }

        return Records.Fields(written =>
        {
            written.Time(1, Since);
            written.Time(2, until);
            written.Number(3, count);
            foreach ((int number, byte[] value) in fields.Where(field => field.Number > 3))
            {
                written.Bytes(number, value);
            }
        });
    }

    private static byte[] Bytes(Wait wait, ushort version) => Records.Fields(wait.Write, version);

    private static byte[] BytesOfVersion1(Wait wait) => Records.Fields(fields =>
    {
        foreach ((int number, byte[] value) in Split(Bytes(wait, 1)).Where(field => field.Number <= 3))
        {
            fields.Bytes(number, value);
        }
    });

    private static List<(int Number, byte[] Value)> Split(byte[] fields)
    {
        List<(int, byte[])> found = [];
        var reader = new FieldReader(fields);
        while (reader.Next())
        {
            found.Add((reader.Number, reader.Value.ToArray()));
        }

        return found;
    }

    private static RecoveryPolicy Policy(Instant? restored) => new(
        new AccountRecoveryOptions { Site = "Shop", RestoredAt = restored is { } at ? InstantPattern.ExtendedIso.Format(at) : null }, keepEvents: false, []);
}
