using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery;

/// <summary>What <see cref="MachineLaws"/> says of the rules, of the services on the store under test.</summary>
[Trait("Category", "NoText")]
public sealed class ThiefLaws(ITestOutputHelper output)
{
    // Twenty times as many in the full run: 100,000.
    private static readonly int Histories = FullRun.Or(100, 5_000);

    private const int KnownHistories = 50;

    [Fact]
    public async Task W1_By_the_services_too_all_new_is_not_reached_before_720_hours_from_the_request()
    {
        var key = RootKey.Generate();
        await using var host = new TestHost(rootKey: key, sends: true);
        ThiefStart[] starts = await StartsAsync(key);

        int reached = Hold(host, starts, Histories, seed: null);
        int known = Hold(host, starts, KnownHistories, Holds.Known);

        // The law is about those that get there, and some of those of the seed are known to.
        output.WriteLine($"{StoreUnderTest.Name ?? "in memory"}: {reached} histories reach all new, and {known} of the known ones");
        Assert.InRange(known, 1, int.MaxValue);
    }

    [Theory]
    [InlineData("a wait that is a microsecond short")]
    [InlineData("young counts as settled")]
    [InlineData("an end that moves with every write")]
    public async Task W1_A_library_that_lets_the_thief_in_sooner_is_caught(string how)
    {
        AccountRecord Wrong(AccountRecord? before, AccountRecord next) => how switch
        {
            "a wait that is a microsecond short" when (before?.Access.Wait, next.Access.Wait) is (null, { } wait) =>
                next with { Access = next.Access with { Wait = wait with { Until = wait.Until - ContactScene.Grain } } },
            "young counts as settled" => next with { Contacts = next.Contacts.Move(contact => contact with { VerifiedAt = contact.VerifiedAt is null ? null : TestHost.Start }) },
            "an end that moves with every write" when next.Access.Wait is { } wait && next.Latest < wait.Until =>
                next with { Access = next.Access with { Wait = wait with { Until = next.Latest + WaitScene.Length } } },
            _ => next,
        };
        var key = RootKey.Generate();
        var store = new RewritingStore(InMemory.Store(), Wrong);
        await using var host = new TestHost(rootKey: key, sends: true, store: store);
        store.Sealer = host.Provider.GetRequiredService<RecordSealer>();
        ThiefStart[] starts = await StartsAsync(key);

        InvalidOperationException caught = Assert.Throws<InvalidOperationException>(() => Hold(host, starts, 20_000, Holds.Known));

        output.WriteLine($"{how}: {caught.Message.Split('\n').First(line => line.Contains("Falsifiable", StringComparison.Ordinal))}");
    }

    // Returns how many reach all new.
    private static int Hold(TestHost host, ThiefStart[] starts, int histories, (ulong Seed, ulong Gamma)? seed)
    {
        int reached = 0;
        if (seed is { } known)
        {
            Holds.ForAll(MachineLaws.Cases, IsHeld, histories, known);
        }
        else
        {
            Holds.ForAll(MachineLaws.Cases, IsHeld, histories);
        }

        return reached;

        bool IsHeld((int Start, (int What, int Pick)[] Steps) history)
        {
            var thief = new ThiefHistory(host, starts[history.Start / 2 % starts.Length]);
            thief.RunAsync(history.Steps, ownerActs: history.Start % 2 == 0).GetAwaiter().GetResult();
            reached += thief.IsAllNew ? 1 : 0;
            return thief.Fault is null;
        }
    }

    private static async Task<ThiefStart[]> StartsAsync(RootKey key) =>
    [
        await ThiefStart.MakeAsync(key, hasPaper: false, hasThiefs: false),
        await ThiefStart.MakeAsync(key, hasPaper: true, hasThiefs: false),
        await ThiefStart.MakeAsync(key, hasPaper: false, hasThiefs: true),
    ];
}
