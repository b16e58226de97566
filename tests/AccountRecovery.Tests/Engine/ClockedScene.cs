using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AccountRecovery;

/// <summary>An application on a store with a clock of its own, which is compared although the application's clock is a manual one.</summary>
internal sealed class ClockedScene : IDisposable
{
    private readonly SteadyTime _steady = new();
    private readonly LogSpy _log = new();
    private ManualClock _wall = new(TestHost.Start);

    internal ClockedScene()
    {
        Store = new ClockedStore(Inner, () => ValueTask.FromResult(Now));
    }

    internal CountingStore Inner { get; } = new(InMemory.Store());

    internal ClockedStore Store { get; }

    internal Instant Now => _wall.GetCurrentInstant();

    public void Dispose() => _log.Dispose();

    internal TestHost Host(Action<AccountRecoveryOptions>? configure = null)
    {
        var host = new TestHost(configure, Store, services: services =>
        {
            services.AddSingleton<TimeProvider>(_steady);
            services.AddSingleton<ILoggerFactory>(_log);
            services.Replace(ServiceDescriptor.Singleton(provider => new StoreClockCheck(
                Store,
                provider.GetRequiredService<RecoveryClock>(),
                provider.GetRequiredService<MonotonicClock>(),
                AccountRecoveryServiceCollectionExtensions.Logger<StoreClockCheck>(provider))));
        });
        _wall = host.Clock;
        return host;
    }

    /// <summary>Time passes for the machine, on the wall and within.</summary>
    internal void Pass(Duration by) => _steady.Pass(_wall, by);

    /// <summary>The store's clock is so far apart from now on, and a minute passes, so that the next call looks.</summary>
    internal void SetApart(Duration apart)
    {
        Store.Clock = () => ValueTask.FromResult(Now + apart);
        Pass(Duration.FromMinutes(1));
    }

    internal string[] Warnings(string of) =>
        [.. _log.Lines.Where(line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains(of, StringComparison.Ordinal))];
}
