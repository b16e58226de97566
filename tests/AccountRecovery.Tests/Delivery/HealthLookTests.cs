using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

public sealed class HealthLookTests
{
    private static readonly RecoveryHealthReport Well = new(ClockSuspect: false, Duration.Zero, LanesBusy: 0, Lanes: 2, Waiting: 0, Places: 64);

    [Fact]
    public async Task A_look_costs_one_list_and_changes_nothing()
    {
        var store = new CountingStore(InMemory.Store());
        await using var host = new TestHost(store: store);
        await host.IssueAsync();
        (int reads, int writes) = (store.Reads, store.Writes);

        Assert.Equal(Well, await LookAsync(host));

        Assert.Equal((reads, writes), (store.Reads, store.Writes));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(3600, 3600)]
    public async Task The_lag_is_that_of_the_oldest_due_account_from_its_instant_on(int secondsAfter, int lag)
    {
        await using var host = new TestHost();
        await PutAsync(host, "oldest", TestHost.Start);
        await PutAsync(host, "later", TestHost.Start + Duration.FromSeconds(1));
        host.Clock.Advance(Duration.FromSeconds(secondsAfter));

        Assert.Equal(Well with { Lag = Duration.FromSeconds(lag) }, await LookAsync(host));
    }

    [Fact]
    public async Task What_is_due_at_once_is_not_late()
    {
        await using var host = new TestHost();
        await PutAsync(host, "at-once", Instant.FromUnixTimeTicks(0));

        Assert.Equal(Well, await LookAsync(host));
    }

    [Fact]
    public async Task A_clock_apart_from_the_stores_is_reported()
    {
        using var scene = new ClockedScene();
        await using TestHost host = scene.Host();
        Assert.False((await LookAsync(host)).ClockSuspect);

        scene.SetApart(Duration.FromMinutes(6));

        Assert.True((await LookAsync(host)).ClockSuspect);
    }

    [Fact]
    public async Task A_fault_of_the_store_passes_through()
    {
        await using var host = new TestHost(store: new Unlisted(InMemory.Store()));

        await Assert.ThrowsAsync<IOException>(() => LookAsync(host));
    }

    private static Task<RecoveryHealthReport> LookAsync(TestHost host) => host.Provider.GetRequiredService<IRecoveryHealth>().ReadAsync().AsTask();

    private static async Task PutAsync(TestHost host, string account, Instant due) =>
        Assert.True(await host.Store.TryWriteAsync(new AccountId(account), null, new StoredRecord(new Revision(1), due, new byte[100]), CancellationToken.None));

    private sealed class Unlisted(IRecoveryStore inner) : StoreWrapper(inner)
    {
        public override ValueTask<IReadOnlyList<DueAccount>> ListDueAsync(Instant now, DueAccount? after, int max, CancellationToken cancellationToken) => throw new IOException();
    }
}
