using AccountRecovery.Databases;
using AccountRecovery.Races;

[assembly: AssemblyFixture(typeof(RaceTrack))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace AccountRecovery.Races;

/// <summary>What all races share: one server, and processes that are used again, since starting one takes longer than a race.</summary>
public sealed class RaceTrack : IAsyncLifetime
{
    private readonly List<WorkerProcess> _idle = [];
    private readonly PostgreSqlFixture _server = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_idle.Select(worker => worker.DisposeAsync().AsTask()));
        await _server.DisposeAsync();
    }

    /// <summary>An empty database with the library's tables.</summary>
    internal async Task<RaceDatabase> CreateDatabaseAsync(Engine engine) =>
        await RaceDatabase.CreateAsync(engine, engine == Engine.Sqlite ? null : await _server.StartAsync());

    /// <summary>A server to be stopped.</summary>
    internal static Task<PostgreSqlServer> StartServerAsync() => new PostgreSqlFixture().StartAsync();

    internal Crew Crew(int size)
    {
        var crew = _idle.Take(size).ToList();
        _idle.RemoveRange(0, crew.Count);
        while (crew.Count < size)
        {
            crew.Add(WorkerProcess.Start());
        }

        return new Crew(this, crew);
    }

    internal void GiveBack(IEnumerable<WorkerProcess> workers) => _idle.AddRange(workers.Where(worker => worker.IsAlive));
}
