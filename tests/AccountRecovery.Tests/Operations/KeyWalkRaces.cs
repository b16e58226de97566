using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery;

/// <summary>Walks in the midst of redemptions, the keys changing places at every round. The same body runs a walk without a guard, and must catch it.</summary>
[Trait("Category", "NoText")]
public sealed class KeyWalkRaces
{
    private const int CodesEach = 10;
    private const int Racers = 4;

    [Fact]
    public async Task S1_No_redemption_is_lost_or_doubled_by_a_walk()
    {
        (int lost, int doubled, long resealed) = await RaceAsync(new YieldingStore(InMemory.Store()), FullRun.Or(30, 500), WalkAsync);

        Assert.Equal((0, 0), (lost, doubled));
        Assert.True(resealed > CodesEach, $"{resealed} records were sealed anew: the race is too weak to prove anything.");
    }

    [Fact]
    public async Task S1_A_walk_that_reads_all_and_then_writes_without_a_guard_is_caught()
    {
        // On a machine with much else to do walk and redemptions may happen to take turns, so it has several races to be caught in.
        int doubled = 0;
        for (int race = 0; race < 10 && doubled <= CodesEach; race++)
        {
            (_, doubled, _) = await RaceAsync(new YieldingStore(InMemory.Store()), FullRun.Or(30, 500), UnguardedAsync);
        }

        Assert.True(doubled > CodesEach, $"{doubled} codes came back: the race is too weak to prove anything.");
    }

    private static async Task<long> WalkAsync(TestHost host, IRecoveryStore store)
    {
        KeyWalkStep last = (await WalkedStore.ToListAsync(host.Operations.ResealAsync()))[^1];
        return last.Failed == 0 ? last.Resealed : throw new InvalidOperationException($"{last.Failed} accounts failed.");
    }

    private static async Task<long> UnguardedAsync(TestHost host, IRecoveryStore store)
    {
        RecordSealer sealer = host.Provider.GetRequiredService<RecordSealer>();
        var naive = new NaiveStore(store);
        IReadOnlyList<AccountId> accounts = await ((IRecoveryStoreInventory)store).ListAsync(null, int.MaxValue, default);
        var read = new List<(AccountId Account, StoredRecord Stored)>();
        foreach (AccountId account in accounts)
        {
            read.Add((account, (await store.ReadAsync(account, default))!));
        }

        foreach ((AccountId account, StoredRecord stored) in read)
        {
            await naive.TryWriteAsync(account, stored.Revision, stored with { Sealed = sealer.Seal(account, sealer.Open(account, stored.Sealed.Span)) }, default);
        }

        return read.Count;
    }

    // One round for each code: all racers redeem it on every account while two applications walk, one for each key.
    private static async Task<(int Lost, int Doubled, long Resealed)> RaceAsync(IRecoveryStore store, int accounts, Func<TestHost, IRecoveryStore, Task<long>> walk)
    {
        await using var walked = new WalkedStore(store);
        TestHost back = walked.Host(walked.OldKey, walked.NewKey);
        TestHost[] racers = [.. Enumerable.Range(0, Racers).Select(i => i % 2 == 0 ? walked.Both : back)];
        var sets = new Dictionary<AccountId, string[]>();
        for (int i = 0; i < accounts; i++)
        {
            sets.Add(WalkedStore.Account(i), await walked.Old.IssueAsync(WalkedStore.Account(i)));
        }

        int lost = 0;
        int doubled = 0;
        long resealed = 0;
        for (int slot = 0; slot < CodesEach; slot++)
        {
            Task<long>[] walks = [.. new[] { walked.Both, back }.Select(host => Task.Run(() => walk(host, store)))];
            await Parallel.ForEachAsync(sets, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (set, _) =>
            {
                RedeemOutcome[] outcomes = await Task.WhenAll(racers.Select(host => Task.Run(() => host.RedeemAsync(set.Value[slot], account: set.Key))));
                int grants = outcomes.Count(outcome => outcome is RedeemOutcome.Redeemed);
                Interlocked.Add(ref lost, grants == 0 ? 1 : 0);
                Interlocked.Add(ref doubled, grants > 1 ? 1 : 0);
            });
            resealed += (await Task.WhenAll(walks)).Sum();

            // Nobody waits for a pause of the round before.
            walked.Both.Clock.Advance(NodaTime.Duration.FromHours(2));
            back.Clock.Advance(NodaTime.Duration.FromHours(2));
        }

        // What was spent and is live again was handed out twice.
        foreach (AccountId account in sets.Keys)
        {
            doubled += (await walked.Both.Codes.GetStatusAsync(account)).Remaining;
        }

        return (lost, doubled, resealed);
    }
}
