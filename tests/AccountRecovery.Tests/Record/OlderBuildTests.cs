using System.Collections.Immutable;
using AccountRecovery.Ports;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>In the middle of a rollout: an older build writes records with fields that it does not know. It loses none of them, and no work that waits for a sweep.</summary>
public sealed class OlderBuildTests
{
    // What the first version of all had: a record is none without it, nor a set without its format.
    private static readonly ImmutableArray<(string Part, int Number)> Newer =
        [.. FieldNumberTests.All.Except([("record", 1), ("record", 20), ("set", 2)]).Distinct()];

    private static readonly ImmutableHashSet<(string, int)> Contacts =
        [("record", 10), ("record", 11), ("record", 12), ("access", 4), ("access", 5), ("access", 6), ("access", 7), ("access", 8)];

    /// <summary>One field of all, or any of them.</summary>
    private static Gen<ImmutableHashSet<(string, int)>> Builds => Gen.OneOf(
        Gen.Elements(Newer.AsEnumerable()).Select(one => ImmutableHashSet.Create(one)),
        Gen.SubListOf(Newer.AsEnumerable()).Select(several => several.ToImmutableHashSet()),
        Gen.Constant(Contacts));

    public static TheoryData<string, int> Fields
    {
        get
        {
            var fields = new TheoryData<string, int>();
            foreach ((string part, int number) in Newer)
            {
                fields.Add(part, number);
            }

            return fields;
        }
    }

    /// <summary>The newer build reads all of it back, whatever fields the older one does not know, at whatever depth.</summary>
    [Fact]
    public void A8_What_a_build_does_not_know_it_writes_back() => Holds.ForAll(
        Records.Any.Generator.Zip(Builds).ToArbitrary(),
        given =>
        {
            (AccountRecord record, OlderBuild build) = (given.Item1, new OlderBuild(given.Item2));
            return Same(record, build.Close(build.Open(record)));
        },
        tests: 1_000);

    [Theory]
    [MemberData(nameof(Fields))]
    public void A8_Each_field_that_a_build_does_not_know_it_writes_back(string part, int number)
    {
        var build = new OlderBuild([(part, number)]);

        // The record has every field but that of version 1 alone, and that of an erased record.
        Assert.Equal((part, number) is not (("wait", 3) or ("event", 20)), build.Misses(GoldenMachine.Record));
        Assert.True(Same(GoldenMachine.Record, build.Close(build.Open(GoldenMachine.Record))));
    }

    /// <summary>With one of them, however deep, what is stored never moves later; without, it is what the record says.</summary>
    [Fact]
    public void A8_D1_With_fields_that_a_build_does_not_know_the_due_instant_never_moves_later() => Holds.ForAll(
        Records.Any.Generator.Zip(Builds).Zip(Records.MaybeTimes).ToArbitrary(),
        given =>
        {
            ((AccountRecord record, ImmutableHashSet<(string, int)> hidden), Instant? stored) = given;
            var build = new OlderBuild(hidden);
            AccountRecord older = build.Open(record);
            return !build.Misses(record)
                || (stored is { } was ? older.DueAfter(stored) <= was && older.DueAfter(stored) == Instant.Min(was, older.Due ?? was) : older.DueAfter(stored) == older.Due);
        },
        tests: 1_000);

    [Theory]
    [InlineData(null)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    public void DueAfter_WithoutUnknownFields_IsTheRecordsOwn(int? grains)
    {
        AccountRecord record = GoldenMachine.Record;
        Instant due = record.Due!.Value;

        Assert.Equal(due, record.DueAfter(grains is { } steps ? due + (ContactScene.Grain * steps) : null));
    }

    /// <summary>A wait runs; a build that does not know contacts issues backup codes; everybody is told at every time all the same.</summary>
    [Fact]
    public async Task D1_A_build_that_does_not_know_contacts_takes_no_reminder_away()
    {
        (TestHost newer, TestHost older, IRecoveryStore store) = Hosts(Contacts);
        await using (newer)
        await using (older)
        {
            await newer.AddFirstAsync();
            Instant until = await newer.StartWaitAsync();
            Instant since = until - WaitScene.Length;
            foreach (Instant at in WaitScene.Reminders(since, until))
            {
                // It writes before each, and sweeps as well.
                older.Clock.Set(at - Duration.FromHours(1));
                await older.IssueAsync();
                await older.DrainAsync();
                await older.SweepAtAsync(at);
                Assert.True((await store.ReadAsync(TestHost.Alice, CancellationToken.None))!.Due <= at);

                await newer.SweepAtAsync(at);
                Assert.Equal(RecoveryEventKind.WaitReminder, newer.NoticesTo(ContactScene.Mira)[^1]);
            }

            Assert.Equal(6, newer.NoticesTo(ContactScene.Mira).Count(about => about == RecoveryEventKind.WaitReminder));
            await newer.SweepAtAsync(until);
            Assert.Equal(RecoveryEventKind.WaitEnded, newer.NoticesTo(ContactScene.Mira)[^1]);
            Assert.Equal(AccountState.AfterWait, await newer.StateAsync());
        }
    }

    /// <summary>An older build without any one field: whatever it writes, a sweep of the newer one still comes in time, and finds everything.</summary>
    [Theory]
    [MemberData(nameof(Fields))]
    public async Task D1_Whatever_field_a_build_does_not_know_its_write_leaves_the_due_instant_and_the_rest(string part, int number)
    {
        ImmutableHashSet<(string, int)> hidden = [(part, number)];
        var build = new OlderBuild(hidden);
        (TestHost newer, TestHost older, IRecoveryStore store) = Hosts(hidden);
        await using (newer)
        await using (older)
        {
            await newer.IssueAsync();
            await newer.AddFirstAsync();
            await newer.StartWaitAsync();
            AccountRecord before = (await newer.OpenAsync())!;
            Instant due = (await store.ReadAsync(TestHost.Alice, CancellationToken.None))!.Due!.Value;

            older.Clock.Set(newer.Clock.GetCurrentInstant() + Duration.FromDays(1));
            await older.Prompt.RecordSignInAsync(TestHost.Alice, AccessFacts.None, TestHost.Owner);
            await older.DrainAsync();

            StoredRecord after = (await store.ReadAsync(TestHost.Alice, CancellationToken.None))!;
            Assert.True(!build.Misses(before) || after.Due <= due, $"{due} became {after.Due}");

            // But for a build that knows waits and not when they begin and end, which there is none of.
            Assert.True((part, number) is ("access", 4) or ("wait", 1 or 2) || (await newer.OpenAsync())!.Access.Wait == before.Access.Wait);
        }
    }

    /// <summary>
    /// Accounts that an older build holds at an instant that is past are examined in each sweep and not written, and those behind them have their turn. The first sweep of a
    /// build that knows their fields moves them on.
    /// </summary>
    [Fact]
    public async Task D1_Accounts_that_stay_listed_starve_nobody_and_are_written_once()
    {
        const int Held = 250;
        (TestHost newer, TestHost older, IRecoveryStore store) = Hosts(Contacts);
        await using (newer)
        await using (older)
        {
            await newer.AddFirstAsync();
            Instant until = await newer.StartWaitAsync();
            AccountRecord waiting = (await newer.OpenAsync())!;
            RecordSealer sealer = newer.Provider.GetRequiredService<RecordSealer>();
            Instant past = TestHost.Start + Duration.FromMinutes(5);
            for (int i = 0; i < Held; i++)
            {
                var account = new AccountId(FormattableString.Invariant($"held-{i:D3}"));
                await store.TryWriteAsync(account, null, new StoredRecord(new Revision(1), past, sealer.Seal(account, waiting)), CancellationToken.None);
            }

            // Last of all in the list: a set that nobody confirmed, which both builds know.
            Instant now = past + Duration.FromHours(2);
            var last = new AccountId("last");
            AccountRecord pending = AccountRecord.New(RecordSecret.Generate(), TestHost.Start) with { BackupCodes = BackupCodePart.None with { Pending = GoldenRecord.Full.BackupCodes.Live, PendingUntil = now } };
            await older.PutAsync(pending, last);
            for (int sweep = 0; sweep < 2; sweep++)
            {
                DueWorkReport report = await SweepAsync(older, now);
                Assert.Equal((sweep == 0 ? Held + 1 : Held, sweep == 0 ? 1 : 0, 0), (report.Examined, report.Changed, report.Failed));
            }

            Assert.Equal(new Revision(1), (await store.ReadAsync(new AccountId("held-000"), CancellationToken.None))!.Revision);

            Assert.Equal(Held, (await SweepAsync(newer, now)).Changed);
            Assert.Equal(until - WaitScene.Length + Duration.FromDays(7), (await store.ReadAsync(new AccountId("held-000"), CancellationToken.None))!.Due);
            Assert.Equal(0, (await SweepAsync(newer, now)).Examined);
        }
    }

    private static async Task<DueWorkReport> SweepAsync(TestHost host, Instant now)
    {
        host.Clock.Set(now);
        DueWorkReport report = await host.DueWork.RunAsync(1_000);

        // The manual clock jumps, which a sweep tells once.
        return report.ClockSuspect ? await host.DueWork.RunAsync(1_000) : report;
    }

    private static (TestHost Newer, TestHost Older, IRecoveryStore Store) Hosts(ImmutableHashSet<(string, int)> hidden)
    {
        var key = RootKey.Generate();
        IRecoveryStore store = InMemory.Store();
        var newer = new TestHost(options => options.StoredFormat = 2, store: store, rootKey: key, sends: true);
        var sealer = new RecordSealer(new KeyRing(key, []), 2);
        var older = new TestHost(options => options.StoredFormat = 2, store: new OlderBuildStore(store, new OlderBuild(hidden), sealer), rootKey: key, sends: true);
        return (newer, older, store);
    }

    private static bool Same(AccountRecord one, AccountRecord other) => Records.Fields(one).AsSpan().SequenceEqual(Records.Fields(other));
}
