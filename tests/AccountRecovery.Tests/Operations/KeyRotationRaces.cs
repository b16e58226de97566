using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery;

/// <summary>Walks in the midst of redemptions: in every schedule, and by many threads at once, the keys changing places at every round.</summary>
[Trait("Category", "NoText")]
public sealed class KeyRotationRaces
{
    private const int CodesEach = 10;
    private const int Racers = 4;

    [Fact]
    public async Task S1_No_redemption_is_lost_or_doubled_by_a_walk()
    {
        (int lost, int doubled) = await RaceAsync(new YieldingStore(InMemory.Store()), FullRun.Or(30, 500));

        Assert.Equal((0, 0), (lost, doubled));
    }

    /// <summary>A walks with the new key active, B redeems with the old one active; in the full run C redeems too.</summary>
    [Theory]
    [InlineData("digits:4 4")]
    [InlineData("crockford32:5-5-5-5-5:check")]
    public async Task S1_In_every_schedule_the_code_is_spent_once_and_the_walk_fails_nowhere(string format)
    {
        bool isCharged = format == "digits:4 4";
        int redeemers = isCharged ? 1 : FullRun.Or(1, 2);
        await using TurnstileRace race = Race(redeemers, format);
        string code = (await race.Referee.IssueAsync())[0];

        IReadOnlyList<TurnstileRace.Run<bool>> runs = await race.RunAllAsync([WalkAsync, .. Redeemers(redeemers, code)]);

        Assert.Equal(isCharged ? 226 : FullRun.Or(29, 4_608), runs.Count);
        Assert.All(runs, run =>
        {
            Assert.True(run.Outcomes[0], $"{run.Schedule}: the walk failed.");
            Assert.Single(run.Outcomes[1..], granted => granted);
            Assert.Equal(CodesEach - 1, run.After.BackupCodes.Live!.Remaining);
        });

        // Undisturbed, the walk lists, looks, seals anew and lists the end.
        Assert.Contains(runs, run => run.Schedule.StartsWith("A lists, A reads, A reads, A writes, A lists, B reads", StringComparison.Ordinal));
    }

    [Fact]
    public async Task S1_A_walk_that_reads_all_and_then_writes_without_a_guard_is_caught()
    {
        await using TurnstileRace race = Race(1, "crockford32:5-5-5-5-5:check", walksOn: store => new NaiveStore(store));
        string code = (await race.Referee.IssueAsync())[0];

        IReadOnlyList<TurnstileRace.Run<bool>> runs = await race.RunAllAsync([UnguardedAsync, .. Redeemers(1, code)]);

        // The code comes back where its redemption falls between the walk's read and its write.
        Assert.Equal(
            ["A lists, A reads, B reads, B writes, A writes", "A lists, B reads, A reads, B writes, A writes", "B reads, A lists, A reads, B writes, A writes"],
            runs.Where(run => run.Outcomes[1] && run.After.BackupCodes.Live!.Remaining == CodesEach).Select(run => run.Schedule));
    }

    private static TurnstileRace Race(int redeemers, string format, Func<IRecoveryStore, IRecoveryStore>? walksOn = null)
    {
        (RootKey oldKey, RootKey newKey) = (RootKey.Generate(), RootKey.Generate());
        var race = new TurnstileRace(configure: With(newKey), key: oldKey);
        race.Add(With(oldKey), database: walksOn, key: newKey);
        for (int i = 0; i < redeemers; i++)
        {
            race.Add(With(newKey));
        }

        return race;

        Action<AccountRecoveryOptions> With(RootKey opens) => options =>
        {
            options.BackupCodeFormat = format;
            options.RootKeys.Add(new RootKeyOptions { Key = opens.Reveal(), Use = RootKeyUse.OpenOnly });
        };
    }

    private static IEnumerable<Func<TestHost, Task<bool>>> Redeemers(int count, string code) =>
        Enumerable.Repeat<Func<TestHost, Task<bool>>>(async host => await host.RedeemAsync(code) is RedeemOutcome.Redeemed, count);

    private static async Task<bool> WalkAsync(TestHost host) =>
        (await WalkedStore.ToListAsync(host.Operations.ResealAsync()))[^1] is { Failed: 0, IsComplete: true };

    private static async Task<bool> UnguardedAsync(TestHost host)
    {
        RecordSealer sealer = host.Provider.GetRequiredService<RecordSealer>();
        IReadOnlyList<AccountId> accounts = await ((IRecoveryStoreInventory)host.Store).ListAsync(null, int.MaxValue, default);
        var read = new List<(AccountId Account, StoredRecord Stored)>();
        foreach (AccountId account in accounts)
        {
            read.Add((account, (await host.Store.ReadAsync(account, default))!));
        }

        foreach ((AccountId account, StoredRecord stored) in read)
        {
            await host.Store.TryWriteAsync(account, stored.Revision, stored with { Sealed = sealer.Seal(account, sealer.Open(account, stored.Sealed.Span)) }, default);
        }

        return true;
    }

    // One round for each code: all racers redeem it on every account while two applications walk, one for each key.
    private static async Task<(int Lost, int Doubled)> RaceAsync(IRecoveryStore store, int accounts)
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
        for (int slot = 0; slot < CodesEach; slot++)
        {
            Task<bool>[] walks = [.. new[] { walked.Both, back }.Select(host => Task.Run(() => WalkAsync(host)))];
            await Parallel.ForEachAsync(sets, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (set, _) =>
            {
                RedeemOutcome[] outcomes = await Task.WhenAll(racers.Select(host => Task.Run(() => host.RedeemAsync(set.Value[slot], account: set.Key))));
                int grants = outcomes.Count(outcome => outcome is RedeemOutcome.Redeemed);
                Interlocked.Add(ref lost, grants == 0 ? 1 : 0);
                Interlocked.Add(ref doubled, grants > 1 ? 1 : 0);
            });
            Assert.DoesNotContain(false, await Task.WhenAll(walks));

            // Nobody waits for a pause of the round before.
            walked.Both.Clock.Advance(NodaTime.Duration.FromHours(2));
            back.Clock.Advance(NodaTime.Duration.FromHours(2));
        }

        // What was spent and is live again was handed out twice.
        foreach (AccountId account in sets.Keys)
        {
            doubled += (await walked.Both.Codes.GetStatusAsync(account)).Remaining;
        }

        return (lost, doubled);
    }
}
