using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>One code, several racers on several applications. The same body runs on a store that ignores revisions, and must catch it.</summary>
[Trait("Category", "NoText")]
public sealed class SingleUseRaces
{
    private const int CodesEach = 10;
    private const int Racers = 8;

    [Fact]
    public async Task S1_One_code_gives_at_most_one_grant()
    {
        (int doubles, int none, _) = await RaceAsync(new YieldingStore(InMemory.Store()), FullRun.Or(60, 1_000));

        Assert.Equal((0, 0), (doubles, none));
    }

    [Fact]
    public async Task S1_A_store_that_ignores_revisions_is_caught()
    {
        // On a machine with much else to do the racers may happen to take turns, so they have several races to be caught in.
        (int doubles, int codes) = (0, 0);
        for (int race = 0; race < 10 && doubles <= codes / 100; race++)
        {
            (doubles, _, codes) = await RaceAsync(new YieldingStore(new NaiveStore(InMemory.Store())), FullRun.Or(30, 1_000));
        }

        Assert.True(doubles > codes / 100, $"{doubles} doubles in {codes} codes: the race is too weak to prove anything.");
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

    private static async Task<(int Doubles, int None, int Codes)> RaceAsync(IRecoveryStore store, int accounts)
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

        return (doubles, none, sets.Count * CodesEach);
    }
}
