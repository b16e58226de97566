using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>An application whose sink can refuse, with a clock that sweeps trust.</summary>
internal sealed class EraseScene : IAsyncDisposable
{
    private readonly SteadyTime _steady = new();

    internal EraseScene(IRecoveryStore? store = null, bool listens = true, RootKey? rootKey = null, Action<AccountRecoveryOptions>? configure = null)
    {
        Host = new TestHost(configure, store, listens, rootKey, services => services.AddSingleton<TimeProvider>(_steady));
    }

    internal TestHost Host { get; }

    internal IEnumerable<RecoveryEventKind> Told => Host.Sink.Delivered.DistinctBy(happened => happened.Id).Select(happened => happened.Kind);

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    internal void Pass(Duration by) => _steady.Pass(Host.Clock, by);

    internal async Task<EraseOutcome> EraseAsync()
    {
        EraseOutcome outcome = await Host.Data.EraseAsync(TestHost.Alice, TestHost.Owner);
        await Host.DrainAsync();
        return outcome;
    }

    /// <summary>Sweeps for longer than any lease or pause.</summary>
    internal async Task SettleAsync()
    {
        for (int i = 0; i < 3; i++)
        {
            Pass(Duration.FromHours(1));
            await Host.DueWork.RunAsync(10);
            await Host.DrainAsync();
        }
    }

    /// <summary>Every account that the store has a single byte of.</summary>
    internal ValueTask<IReadOnlyList<AccountId>> LeftAsync() => ((IRecoveryStoreInventory)Host.Store).ListAsync(null, 100, CancellationToken.None);
}
