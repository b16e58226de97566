using System.Globalization;
using NodaTime;

namespace AccountRecovery.Races;

/// <summary>Eight processes put the same question off, all through the seven days and at the ends of each, with a proof each time.</summary>
[Trait("Category", "Slow")]
public sealed class SkipRaces(RaceTrack track, ITestOutputHelper output)
{
    private const int Processes = 8;

    private static readonly Instant Start = Instant.FromUtc(2026, 3, 1, 12, 0);
    private static readonly Duration Grain = Duration.FromTicks(10);
    private static readonly Duration Day = Duration.FromHours(24);
    private static readonly Duration Week = Duration.FromHours(168);

    // From when on the person of each account skips, after the question was first asked.
    private static readonly Duration[] Begins = [Duration.Zero, Grain, Duration.FromHours(5), Day - Grain];

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted, 400, 10_000)]
    [InlineData(Engine.PostgreSqlRepeatableRead, 400, 10_000)]
    [InlineData(Engine.Sqlite, 400, 10_000)]
    public async Task W7_One_skip_in_24_hours_seven_in_all_and_none_past_the_seven_days(Engine engine, int shortRun, int fullRun)
    {
        Skips all = await RaceAsync(engine, isGuarded: true, FullRun.Or(shortRun, fullRun));

        output.WriteLine($"{engine}: {all}");
        Assert.Empty(all.Wrong);
        Assert.Equal((7, 7, 7, 7), (all.Of(0), all.Of(1), all.Of(2), all.Of(3)));
    }

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted)]
    [InlineData(Engine.Sqlite)]
    public async Task W7_A_write_that_looks_at_no_revision_is_caught(Engine engine)
    {
        Skips all = await RaceAsync(engine, isGuarded: false, 1);

        // The first skip of each account is accepted from all that met.
        output.WriteLine($"{engine}, unguarded: {all}");
        Assert.All(Enumerable.Range(0, Begins.Length), account => Assert.Contains(all.Wrong, wrong => wrong.StartsWith($"account {account} at ", StringComparison.Ordinal)));
    }

    private async Task<Skips> RaceAsync(Engine engine, bool isGuarded, int each)
    {
        await using RaceDatabase database = await track.CreateDatabaseAsync(engine);
        string[] accounts = [.. Begins.Select((_, n) => SingleUseRace.NameOf(n))];
        Instant first = await AskAsync(database, accounts);
        await using Crew crew = track.Crew(Processes);
        await crew.OpenAsync((isGuarded ? database.Setup : database.Unguarded(Processes)) with { Clock = first.ToUnixTimeTicks(), Lags = true });

        // Around each end of a skip and of the seven days, and between.
        Duration[] offsets =
        [
            .. Begins.SelectMany(_ => Enumerable.Range(0, 9), (begins, day) => begins + (Day * day))
                .Append(Week)
                .SelectMany(end => FullRun.IsOn ? (Duration[])[end - Duration.FromSeconds(1), end - Grain, end, end + Grain, end + Duration.FromHours(7)] : [end - Grain, end])
                .Where(offset => offset >= Duration.Zero && offset < Week + Day)
                .Distinct()
                .Order(),
        ];
        var all = new Skips();
        int pairs = offsets.Sum(offset => Begins.Count(begins => offset >= begins));
        int repeats = (each + pairs - 1) / pairs;
        Instant?[] skippedUntil = new Instant?[accounts.Length];
        foreach (Duration offset in offsets)
        {
            Instant now = first + offset;
            await crew.SetClockAsync(now);
            int[] begun = [.. Enumerable.Range(0, accounts.Length).Where(n => offset >= Begins[n])];
            Call[] calls = [.. Enumerable.Repeat(begun, repeats).SelectMany(these => these).Select(n => new Call(Verb.SkipPrompt, accounts[n]) { Session = "owner" })];
            Report.Finished[] finished = await crew.AllAsync(calls, parallel: isGuarded ? 4 : 1);
            foreach (int n in begun)
            {
                Answer[] answers = [.. finished.SelectMany(process => process.Answers.Where((_, i) => calls[i].Account == accounts[n]))];
                bool isOpen = offset < Week && !(now < skippedUntil[n]);
                Instant until = Instant.Min(now + Day, first + Week);
                skippedUntil[n] = isOpen ? until : skippedUntil[n];
                all.Count(n, offset, answers, isOpen ? until : null);
            }
        }

        return all;
    }

    // Confirmed, signed in, and then away for 90 days: the next sign-in is when the person is asked.
    private static async Task<Instant> AskAsync(RaceDatabase database, string[] accounts)
    {
        await using var owner = new Owner(database.Setup, Start);
        foreach (string account in accounts)
        {
            await owner.EstablishAsync(account);
            SignInOutcome signedIn = await owner.Get<ISignInPrompt>().RecordSignInAsync(new AccountId(account), AccessFacts.None, Owner.Caller);
            Assert.Empty(Assert.IsType<SignInOutcome.Recorded>(signedIn).Answer.Steps);
        }

        Instant first = owner.Clock.Advance(Duration.FromDays(90));
        foreach (string account in accounts)
        {
            SignInOutcome asked = await owner.Get<ISignInPrompt>().RecordSignInAsync(new AccountId(account), AccessFacts.None, Owner.Caller);
            Assert.Contains(AccessStep.SkipPrompt, Assert.IsType<SignInOutcome.Recorded>(asked).Answer.Steps);
        }

        return first;
    }

    private sealed class Skips
    {
        private readonly Dictionary<int, int> _accepted = [];
        private int _calls;
        private int _repeats;

        internal List<string> Wrong { get; } = [];

        internal int Of(int account) => _accepted.GetValueOrDefault(account);

        /// <summary>Where a skip is open one call is accepted and told its end, and else none.</summary>
        internal void Count(int account, Duration offset, Answer[] answers, Instant? until)
        {
            Answer[] accepted = [.. answers.Where(answer => answer.Kind == nameof(SkipOutcome.Skipped))];
            _calls += answers.Length;
            _repeats += answers.Sum(answer => answer.Repeats);
            _accepted[account] = Of(account) + accepted.Length;
            bool fits = until is { } end ? accepted is [{ Value: { } told }] && told == end.ToUnixTimeTicks() : accepted is [];
            if (!fits || answers.Any(answer => answer.IsFault || answer.IsBusy))
            {
                string kinds = string.Join(", ", answers.CountBy(answer => $"{answer.Kind} {answer.Why}").Select(of => $"{of.Value} {of.Key}"));
                Wrong.Add(string.Create(CultureInfo.InvariantCulture, $"account {account} at {offset}: {kinds}"));
            }
        }

        public override string ToString() =>
            $"{_calls} calls, {_repeats} repeated; accepted {string.Join(", ", _accepted.Values)}; {Wrong.Count} wrong instants {Wrong.FirstOrDefault()}";
    }
}
