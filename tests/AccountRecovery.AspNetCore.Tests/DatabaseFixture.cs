using AccountRecovery.Databases;

[assembly: AssemblyFixture(typeof(AccountRecovery.DatabaseFixture))]

namespace AccountRecovery;

/// <summary>Databases for the tests of this assembly, each new and empty.</summary>
public sealed class DatabaseFixture : IAsyncDisposable
{
    private readonly SqliteFolder _files = new();
    private readonly Lazy<Task<PostgreSqlServer>> _server = new(PostgreSqlServer.StartAsync);

    /// <summary>A new database, or a skipped test where there is no server.</summary>
    public async Task<string> CreateAsync(Engine engine)
    {
        if (engine == Engine.Sqlite)
        {
            return _files.CreateDatabase();
        }

        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        return await (await _server.Value).CreateDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _files.Dispose();
        if (_server.IsValueCreated)
        {
            await (await _server.Value).DisposeAsync();
        }
    }
}
