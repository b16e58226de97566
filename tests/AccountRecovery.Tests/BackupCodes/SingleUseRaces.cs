using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>One code, several racers on several applications: in every schedule, and by many threads at once.</summary>
[Trait("Category", "NoText")]
public sealed class SingleUseRaces
{
    private const int CodesEach = 10;
    private const int Racers = 8;

    // Charged before it is compared, and so long that it is not.
    private const string Short = "digits:4 4";
    private const string Beyond = "crockford32:5-5-5-5-5:check";

    [Fact]
    public async Task S1_One_code_gives_at_most_one_grant()
    {
        (int doubles, int none) = await RaceAsync(new YieldingStore(InMemory.Store()), FullRun.Or(10, 1_000));

        Assert.Equal((0, 0), (doubles, none));
    }

    /// <summary>Racers read and write once each, and once more after a lost race; with a code that is charged first, twice each.</summary>
    [Theory]
    [InlineData(2, Beyond, 6)]
    [InlineData(3, Beyond, 150)]
    [InlineData(2, Short, 226)]
    public async Task S1_In_every_schedule_one_racer_gets_the_grant_and_the_others_learn_that_it_is_spent(int racers, string format, int schedules)
    {
        await using TurnstileRace race = Race(racers, format);
        string code = (await race.Referee.IssueAsync())[0];

        IReadOnlyList<TurnstileRace.Run<RedeemOutcome>> runs = await race.RunAllAsync(host => host.RedeemAsync(code));

        Assert.Equal(schedules, runs.Count);
        Assert.All(runs, run =>
        {
            Assert.Single(run.Outcomes, outcome => outcome is RedeemOutcome.Redeemed);
            Assert.Equal(racers - 1, run.Outcomes.Count(outcome => outcome is RedeemOutcome.Refused { Why: Refusal.AlreadySpent }));
            Assert.Equal(CodesEach - 1, run.After.BackupCodes.Live!.Remaining);
        });
    }

    [Fact]
    public async Task S1_A_store_that_ignores_revisions_is_caught()
    {
        await using TurnstileRace race = Race(2, Beyond, database: store => new NaiveStore(store));
        string code = (await race.Referee.IssueAsync())[0];

        IReadOnlyList<TurnstileRace.Run<RedeemOutcome>> runs = await race.RunAllAsync(host => host.RedeemAsync(code));

        // It doubles wherever both have read before one writes, and nowhere else.
        Assert.Equal(6, runs.Count);
        Assert.Equal(
            [
                "A reads, B reads, A writes, B writes", "A reads, B reads, B writes, A writes",
                "B reads, A reads, A writes, B writes", "B reads, A reads, B writes, A writes",
            ],
            runs.Where(IsDouble).Select(run => run.Schedule));
    }

    [Fact]
    public async Task S1_So_is_one_that_ignores_them_where_a_code_is_charged_first()
    {
        await using TurnstileRace race = Race(2, Short, database: store => new NaiveStore(store));
        string code = (await race.Referee.IssueAsync())[0];

        IReadOnlyList<TurnstileRace.Run<RedeemOutcome>> runs = await race.RunAllAsync(host => host.RedeemAsync(code));

        Assert.Equal((70, 48), (runs.Count, runs.Count(IsDouble)));
        Assert.Contains(runs.Where(IsDouble), run => run.Schedule == "A reads, A writes, B reads, B writes, A reads, B reads, A writes, B writes");
    }

    [Fact]
    public async Task S1_A_store_that_compares_the_revision_and_then_writes_is_caught()
    {
        await using TurnstileRace race = Race(2, Beyond, database: store => new NaiveStore(store), client: store => new CheckThenActStore(store));
        string code = (await race.Referee.IssueAsync())[0];

        IReadOnlyList<TurnstileRace.Run<RedeemOutcome>> runs = await race.RunAllAsync(host => host.RedeemAsync(code));

        Assert.Contains(runs.Where(IsDouble), run => run.Schedule == "A reads, A reads, B reads, B reads, A writes, B writes");
        Assert.DoesNotContain(runs.Where(IsDouble), run => run.Schedule.StartsWith("A reads, A reads, A writes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task S1_Equal_codes_sent_by_many_tasks_of_one_application_give_one_grant()
    {
        await using var host = new TestHost();
        string[] codes = await host.IssueAsync();
        foreach (string code in codes)
        {
            RedeemOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => host.RedeemAsync(code))));

            Assert.Single(outcomes, outcome => outcome is RedeemOutcome.Redeemed);
            host.Clock.Advance(Duration.FromHours(2));
        }
    }

    [Fact]
    public async Task Decisions_are_made_in_the_write_so_a_stale_read_spends_nothing_twice()
    {
        InMemoryRecoveryStore truth = InMemory.Store();
        var stale = new StaleStore(truth);
        await using var hosts = new Hosts(1, truth);
        await using var late = new TestHost(store: stale, rootKey: hosts.First.RootKey);
        string[] codes = await hosts.First.IssueAsync();
        await stale.FreezeAsync(TestHost.Alice);
        Assert.IsType<RedeemOutcome.Redeemed>(await hosts.First.RedeemAsync(codes[0]));

        Assert.Equal(new RedeemOutcome.Busy(BusyReason.Conflict), await late.RedeemAsync(codes[0]));
        Assert.Equal(new RedeemOutcome.Busy(BusyReason.Conflict), await late.RedeemAsync(codes[1]));

        Assert.Equal(9, (await hosts.First.Codes.GetStatusAsync(TestHost.Alice)).Remaining);
    }

    private static bool IsDouble(TurnstileRace.Run<RedeemOutcome> run) => run.Outcomes.Count(outcome => outcome is RedeemOutcome.Redeemed) > 1;

    private static TurnstileRace Race(
        int racers, string format, Func<IRecoveryStore, IRecoveryStore>? database = null, Func<IRecoveryStore, IRecoveryStore>? client = null) =>
        new(racers, options => (options.FreeAttempts, options.BackupCodeFormat) = (10, format), database, client);

    private static async Task<(int Doubles, int None)> RaceAsync(IRecoveryStore store, int accounts)
    {
        await using var hosts = new Hosts(Racers, store, options => options.FreeAttempts = 10);
        var sets = new Dictionary<AccountId, string[]>();
        for (int i = 0; i < accounts; i++)
        {
            AccountId account = new($"account-{i}");
            sets.Add(account, await hosts.First.IssueAsync(account));
        }

        int doubles = 0;
        int none = 0;
        for (int slot = 0; slot < CodesEach; slot++)
        {
            await Parallel.ForEachAsync(sets, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (set, _) =>
            {
                RedeemOutcome[] outcomes = await Task.WhenAll(hosts.All.Select(host => Task.Run(() => host.RedeemAsync(set.Value[slot], account: set.Key))));
                int grants = outcomes.Count(outcome => outcome is RedeemOutcome.Redeemed);
                Interlocked.Add(ref doubles, grants > 1 ? 1 : 0);
                Interlocked.Add(ref none, grants == 0 ? 1 : 0);
            });

            // Nobody waits for a pause of the round before.
            hosts.Advance(Duration.FromHours(2));
        }

        return (doubles, none);
    }
}
