using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Several applications on one store, each with its own gate, lanes and clock: what several processes are, but for the process.</summary>
internal sealed class Hosts : IAsyncDisposable
{
    private readonly TestHost[] _all;

    internal Hosts(int count, IRecoveryStore store, Action<AccountRecoveryOptions>? configure = null, bool listens = false)
    {
        var key = RootKey.Generate();
        _all = [.. Enumerable.Range(0, count).Select(_ => new TestHost(configure, store, listens, key))];
    }

    internal IReadOnlyList<TestHost> All => _all;

    internal TestHost First => _all[0];

    internal void Advance(NodaTime.Duration by)
    {
        foreach (TestHost host in _all)
        {
            host.Clock.Advance(by);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (TestHost host in _all)
        {
            await host.DisposeAsync();
        }
    }
}
