using AccountRecovery.Databases;
using AccountRecovery.Races;

[assembly: AssemblyFixture(typeof(RaceTrack))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace AccountRecovery.Races;

/// <summary>What all races share: one server, and processes that are used again, since starting one takes longer than a race.</summary>
public sealed class RaceTrack : IAsyncLifetime
{
    private readonly List<WorkerProcess> _idle = [];
    private PostgreSqlServer? _server;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_idle.Select(worker => worker.DisposeAsync().AsTask()));
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>An empty database with the library's tables.</summary>
    internal async Task<RaceDatabase> CreateDatabaseAsync(Engine engine) =>
        await RaceDatabase.CreateAsync(engine, engine == Engine.Sqlite ? null : _server ??= await StartServerAsync());

    internal static Task<PostgreSqlServer> StartServerAsync() => PostgreSqlServer.StartAsync();

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
