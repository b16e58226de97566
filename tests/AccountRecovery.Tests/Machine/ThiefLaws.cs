using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery;

/// <summary>What <see cref="MachineLaws"/> says of the rules, of the services on the store under test.</summary>
[Trait("Category", "NoText")]
public sealed class ThiefLaws(ITestOutputHelper output)
{
    // Twenty times as many in the full run: 100,000.
    private static readonly int Histories = FullRun.Or(150, 5_000);

    [Fact]
    public async Task W1_By_the_services_too_all_new_is_not_reached_before_720_hours_from_the_request()
    {
        var key = RootKey.Generate();
        await using var host = new TestHost(rootKey: key, sends: true);
        ThiefStart[] starts = await StartsAsync(key);
        int all = 0, reached = 0;

        // How far a thief comes is chance, and the law is about those that get there: a few of them that do not are followed by a few more.
        for (int run = 0; run < 5 && reached <= all / 100; run++)
        {
            (int held, int there) = Hold(host, starts, Histories);
            (all, reached) = (all + held, reached + there);
        }

        output.WriteLine($"{StoreUnderTest.Name ?? "in memory"}: {all} histories, {reached} reach all new");
        Assert.InRange(reached, 1 + (all / 100), all);
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
                next with { Access = next.Access with { Wait = wait with { Until = next.Latest + ContactScene.Month } } },
            _ => next,
        };
        var key = RootKey.Generate();
        var store = new RewritingStore(InMemory.Store(), Wrong);
        await using var host = new TestHost(rootKey: key, sends: true, store: store);
        store.Sealer = host.Provider.GetRequiredService<RecordSealer>();
        ThiefStart[] starts = await StartsAsync(key);

        InvalidOperationException caught = Assert.Throws<InvalidOperationException>(() => Hold(host, starts, 20_000));

        output.WriteLine($"{how}: {caught.Message.Split('\n').First(line => line.Contains("Falsifiable", StringComparison.Ordinal))}");
    }

    private static (int All, int Reached) Hold(TestHost host, ThiefStart[] starts, int histories)
    {
        int all = 0, reached = 0;
        Holds.ForAll(
            MachineLaws.Cases,
            history =>
            {
                var thief = new ThiefHistory(host, starts[history.Start / 2 % starts.Length]);
                thief.RunAsync(history.Steps, ownerActs: history.Start % 2 == 0).GetAwaiter().GetResult();
                (all, reached) = (all + 1, reached + (thief.IsAllNew ? 1 : 0));
                return thief.Fault is null;
            },
            histories);
        return (all, reached);
    }

    private static async Task<ThiefStart[]> StartsAsync(RootKey key) =>
    [
        await ThiefStart.MakeAsync(key, hasPaper: false, hasThiefs: false),
        await ThiefStart.MakeAsync(key, hasPaper: true, hasThiefs: false),
        await ThiefStart.MakeAsync(key, hasPaper: false, hasThiefs: true),
    ];
}
