using System.Collections.Concurrent;
using NodaTime;

namespace AccountRecovery;

/// <summary>Who begins, cancels, undoes and redeems at the same moment, in eight applications on real databases.</summary>
[Trait("Category", "Slow")]
public sealed class WaitRaceTests(DatabaseFixture databases, ITestOutputHelper output)
{
    private const int Applications = 8;
    private static readonly AccountId Alice = CodeCrew.Alice;

    private static readonly RecoveryEventKind[] Won =
        [RecoveryEventKind.WaitStarted, RecoveryEventKind.WaitCancelled, RecoveryEventKind.RemovalUndone, RecoveryEventKind.CodeRedeemed];

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    [InlineData(DatabaseKind.PostgreSqlRepeatableRead, Traits = ["Category", "Slow"])]
    public async Task W1_W3_A9_Whoever_races_outcomes_events_notices_and_record_tell_one_story(DatabaseKind kind)
    {
        // In the last rounds somebody has a head start, each in one, so that everybody wins once.
        Races all = await RaceAsync(await databases.CreateAsync(kind), FullRun.Or(8, 400), WaitRace.HeadStarts);

        output.WriteLine($"{kind}: {all.Won[0]} waits started, {all.Won[1]} cancelled, {all.Won[2]} removals undone, {all.Won[3]} codes redeemed in {all.Rounds} rounds");
        Assert.Empty(all.Faults);
        Assert.All(all.Won, count => Assert.True(count > 0, "Somebody never won."));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task W1_W3_A9_A_write_that_looks_at_no_revision_is_caught(DatabaseKind kind)
    {
        // Four begin to remove all, each having read that nobody has.
        Races all = await RaceAsync(await databases.CreateAsync(kind), 1, headStarts: [], new Meeting(4));

        Assert.NotEmpty(all.Faults);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task W3_A_thief_with_a_session_starts_one_wait_a_day_three_in_90_days_and_after_a_cancel_none_without_a_code(DatabaseKind kind)
    {
        await using CodeCrew crew = await MachineCrew.SteadyAsync(await databases.CreateAsync(kind), Applications);

        Starts withSession = await StealAsync(crew, Alice, FullRun.Or(40, 125), Duration.FromHours(61), hasCode: false);
        Starts withCode = await StealAsync(crew, new AccountId("bob"), FullRun.Or(40, 125), Duration.FromHours(61), hasCode: true);

        output.WriteLine($"{kind}: with a session {withSession}; with a code too {withCode}");
        foreach (Starts starts in (Starts[])[withSession, withCode])
        {
            Assert.Equal((0, 0), (starts.WithinADay, starts.FourIn90Days));
            Assert.Equal(0, starts.Unheard);
        }

        Assert.Equal(0, withSession.AfterCancel);
        Assert.True(withSession.At.Count > 2 && withCode.At.Count > 3, "The thief never got as far as the limits.");
    }

    /// <summary>So that the limits above are known to be what held.</summary>
    [Fact]
    public async Task W3_A_library_that_forgets_the_starts_and_the_cancel_is_caught()
    {
        await using CodeCrew crew = await MachineCrew.RewritingAsync(
            await databases.CreateAsync(DatabaseKind.Sqlite), (_, record) => record with { Access = record.Access with { WaitStarts = [], CancelledAt = null } });

        Starts starts = await StealAsync(crew, Alice, 8, Duration.FromHours(12), hasCode: false);

        Assert.True(starts is { WithinADay: > 0, FourIn90Days: > 0, AfterCancel: > 0 }, $"{starts}");
    }

    private static async Task<Races> RaceAsync(string database, int rounds, IReadOnlyList<WaitRace.HeadStart> headStarts, Meeting? unguarded = null)
    {
        await using CodeCrew crew = await MachineCrew.SteadyAsync(
            database, Applications, unguarded is null ? null : store => new MeetingStore(new NaiveStore(store), unguarded));
        var refused = new ConcurrentDictionary<EventId, bool>();
        crew.Sink.Refuses = happened => happened.Sequence % 7 == 0 && refused.TryAdd(happened.Id, true);
        var all = new Races(0, [], new int[Won.Length]);
        while (all.Rounds < rounds + headStarts.Count)
        {
            WaitRace.HeadStart? first = all.Rounds < rounds ? null : headStarts[all.Rounds - rounds];
            var race = new WaitRace(crew, new AccountId($"account-{all.Rounds}"));
            List<string> faults = [];
            try
            {
                await race.RunAsync(undoes: first?.Undoes ?? all.Rounds % 2 == 1, redeems: first?.Redeems ?? all.Rounds % 4 > 1, first, unguarded);
            }
            catch (Exception fault) when (unguarded is not null)
            {
                faults.Add(fault.Message);
            }

            all = new Races(all.Rounds + 1, [.. all.Faults, .. faults, .. race.Faults], [.. Won.Select((kind, n) => all.Won[n] + race.Total(kind))]);
            crew.Mail.Clear();
        }

        return all;
    }

    // The thief asks in all applications at once, again and again; the owner cancels each time, and hears of everything.
    private static async Task<Starts> StealAsync(CodeCrew crew, AccountId account, int steps, Duration step, bool hasCode)
    {
        ContactId mail = await crew.AddFirstAsync(account);
        List<Instant> starts = [];
        List<Instant> cancels = [];
        int afterCancel = 0;
        for (int n = 0; n < steps; n++)
        {
            crew.Advance(step);
            await crew.SweepAsync(n);
            RecoveryTicket? code = hasCode ? await crew.ProveAsync(account, mail, ProofPurpose.ChangeSecuritySettings) : null;
            ChangeOutcome[] outcomes = await Task.WhenAll(crew.Apps.Select((app, i) => Task.Run(() => AskAsync(app, account, $"thief-{i}", code))));
            int started = outcomes.Count(outcome => outcome is ChangeOutcome.WaitStarted);
            starts.AddRange(Enumerable.Repeat(crew.Now, started));
            afterCancel += cancels.Count > 0 && crew.Now < cancels[^1] + Duration.FromHours(720) ? started : 0;
            await crew.DrainAsync();
            if (started > 0)
            {
                RecoveryTicket proof = await crew.ProveAsStrangerAsync(account, CodeCrew.Mira, ProofPurpose.CancelWait);
                Assert.IsType<ChangeOutcome.Done>(await crew[n].SecurityInfo().CancelWaitAsync(account, CodeCrew.Stranger.Having(proof)));
                cancels.Add(crew.Now);
            }
        }

        await crew.SettleAsync(account);
        int heard = crew.Notices(account, RecoveryEventKind.WaitStarted, CodeCrew.Mira);
        return new Starts(starts, afterCancel, Unheard: starts.Count - heard + (cancels.Count - crew.Told(account).Count(told => told.Kind == RecoveryEventKind.WaitCancelled)));
    }

    // The code belongs to the owner's session, and the thief is in it.
    private static async Task<ChangeOutcome> AskAsync(RecoveryApp app, AccountId account, string key, RecoveryTicket? code)
    {
        Caller thief = CodeCrew.Owner with { CorrelationId = key };
        RecoveryTicket session = await app.Tickets.VouchAsync(account, HostProof.HostSession, ProofPurpose.ChangeSecuritySettings, thief);
        return await app.SecurityInfo().RemoveAllAsync(account, code is null ? thief.Having(session) : thief.Having(session, code));
    }

    /// <summary>What did not fit in these rounds, and how often each of <see cref="WaitRaceTests.Won"/> was done.</summary>
    private sealed record Races(int Rounds, IReadOnlyList<string> Faults, IReadOnlyList<int> Won);

    /// <summary>When waits began; those of them within 720 hours of a cancel, and starts and cancels of which the owner was not told.</summary>
    private sealed record Starts(IReadOnlyList<Instant> At, int AfterCancel, int Unheard)
    {
        internal int WithinADay => At.Skip(1).Zip(At, (later, earlier) => later < earlier + Duration.FromHours(24)).Count(isSooner => isSooner);

        internal int FourIn90Days => At.Skip(3).Zip(At, (later, earlier) => later < earlier + Duration.FromDays(90)).Count(isSooner => isSooner);

        public override string ToString() => $"{At.Count} starts, {WithinADay} within a day of another, {FourIn90Days} fourth ones in 90 days, {AfterCancel} within 720 h of a cancel, {Unheard} not told";
    }
}
