using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AccountRecovery;

/// <summary>Several applications on one store, as several servers are, racing in every schedule from the same stored state.</summary>
internal sealed class TurnstileRace : IAsyncDisposable
{
    private readonly SnapshotStore _stored = new();
    private readonly RootKey _key;
    private readonly List<TestHost> _hosts = [];
    private readonly List<Racer> _racers = [];

    /// <param name="racers">So many applications that are alike, named A, B, C...</param>
    /// <param name="configure">Their options.</param>
    /// <param name="database">What the database makes of a call once it is let go; a twin breaks it.</param>
    /// <param name="client">What an application makes of a call before it is parked; a twin breaks it.</param>
    /// <param name="key">The root key; without it, a new one.</param>
    internal TurnstileRace(
        int racers = 0,
        Action<AccountRecoveryOptions>? configure = null,
        Func<IRecoveryStore, IRecoveryStore>? database = null,
        Func<IRecoveryStore, IRecoveryStore>? client = null,
        RootKey? key = null)
    {
        _key = key ?? RootKey.Generate();
        Referee = new TestHost(configure, _stored, rootKey: _key);
        for (int i = 0; i < racers; i++)
        {
            Add(configure, database, client);
        }
    }

    /// <summary>Makes the state in which every race starts, and looks at the one in which it ends.</summary>
    internal TestHost Referee { get; }

    internal IReadOnlyList<TestHost> Hosts => _hosts;

    /// <summary>Adds an application that may be unlike the others.</summary>
    internal TestHost Add(
        Action<AccountRecoveryOptions>? configure = null,
        Func<IRecoveryStore, IRecoveryStore>? database = null,
        Func<IRecoveryStore, IRecoveryStore>? client = null,
        RootKey? key = null)
    {
        var racer = new Racer($"{(char)('A' + _racers.Count)}");
        IRecoveryStore store = new TurnstileStore(database?.Invoke(_stored) ?? _stored, racer);

        // Nothing is sent and nobody listens, so nothing runs in the background.
        var host = new TestHost(
            configure,
            client?.Invoke(store) ?? store,
            rootKey: key ?? _key,
            services: services => services.Replace(ServiceDescriptor.Singleton(new Backoff(LongestMilliseconds: 0))));
        _racers.Add(racer);
        _hosts.Add(host);
        return host;
    }

    /// <summary>Lets every application do the same, in every schedule, each time from the state that is stored now.</summary>
    internal Task<IReadOnlyList<Run<T>>> RunAllAsync<T>(Func<TestHost, Task<T>> part) => RunAllAsync([.. Enumerable.Repeat(part, _hosts.Count)]);

    /// <summary>Lets every application do its part, in every schedule, each time from the state that is stored now.</summary>
    internal async Task<IReadOnlyList<Run<T>>> RunAllAsync<T>(Func<TestHost, Task<T>>[] parts)
    {
        Dictionary<AccountId, StoredRecord> start = await _stored.BackUpAsync();
        List<Run<T>> runs = [];
        T[] outcomes = [];
        int hashes = 0;
        await Schedules.ForAllAsync(
            _racers,
            async () =>
            {
                await _stored.RestoreAsync(start);
                outcomes = new T[parts.Length];
                hashes = Hashes();
                return [.. parts.Select<Func<TestHost, Task<T>>, Func<Task>>((part, i) => async () => outcomes[i] = await part(_hosts[i]).ConfigureAwait(false))];
            },
            async schedule => runs.Add(new Run<T>(schedule, outcomes, Hashes() - hashes, (await Referee.OpenAsync())!)));
        await _stored.RestoreAsync(start);
        return runs;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (TestHost host in _hosts.Prepend(Referee))
        {
            await host.DisposeAsync();
        }
    }

    private int Hashes() => _hosts.Sum(host => host.Hasher.Hashes);

    /// <summary>One schedule and what came of it.</summary>
    /// <param name="Schedule">The store calls in their order, as in "A reads, B reads, A writes, B writes".</param>
    /// <param name="Outcomes">What each application answered.</param>
    /// <param name="Hashes">Slow hashes computed by all of them.</param>
    /// <param name="After">Alice's record at the end.</param>
    internal sealed record Run<T>(string Schedule, T[] Outcomes, int Hashes, AccountRecord After);
}
