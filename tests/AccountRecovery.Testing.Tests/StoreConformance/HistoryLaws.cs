using System.Globalization;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Generated histories: found, cut down, told and replayed.</summary>
public sealed class HistoryLaws
{
    private const string Check = "Any history of calls agrees with a model of the store";

    [Fact]
    public async Task A_failing_history_is_cut_down_to_the_steps_that_it_takes()
    {
        string message = await FailureAsync(seed: null);

        // Insert, delete, insert again, and write with the revision from before the delete.
        Assert.Contains("agree after each of 4 steps", message, StringComparison.Ordinal);
        Assert.Contains("4. write account", message, StringComparison.Ordinal);
        Assert.Contains("expecting the revision before", message, StringComparison.Ordinal);
        Assert.DoesNotContain("5. ", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reported_seed_replays_the_same_steps()
    {
        string first = await FailureAsync(seed: null);
        string told = first.Split("ACCOUNTRECOVERY_SEED=")[1].Split(' ')[0];

        string second = await FailureAsync(ulong.Parse(told, CultureInfo.InvariantCulture));

        Assert.Equal(Steps(first), Steps(second));
    }

    [Fact]
    public void SplitMix64_FromZero_GivesThePublishedNumbers()
    {
        // Vigna's splitmix64.c, as the test vectors of rand_xoshiro have it.
        var random = new SplitMix64(1477776061723855037);

        Assert.Equal([1985237415132408290, 2979275885539914483, 13511426838097143398], new[] { random.Next(), random.Next(), random.Next() });
    }

    private static async Task<string> FailureAsync(ulong? seed)
    {
        var store = new BrokenGuards.RemembersOldRevisions();
        var suite = new RecoveryStoreConformance(_ => ValueTask.FromResult<IRecoveryStore>(store)) { Seed = seed, Patience = TimeSpan.FromMilliseconds(200) };
        return (await Assert.ThrowsAsync<StoreConformanceException>(async () => await suite.CheckAsync(Check))).Message;
    }

    private static string Steps(string message) => string.Join('\n', message.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal)));
}
