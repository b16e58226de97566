using AccountRecovery.Databases;

[assembly: AssemblyFixture(typeof(AccountRecovery.DatabaseFixture))]

namespace AccountRecovery;

/// <summary>Databases for the tests of this assembly, each new and empty.</summary>
public sealed class DatabaseFixture : IAsyncDisposable
{
    private readonly SqliteFolder _files = new();
    private readonly PostgreSqlFixture _postgreSql = new();

    /// <summary>A new database, or a skipped test where there is no server.</summary>
    public async Task<string> CreateAsync(Engine engine) => engine == Engine.Sqlite ? _files.CreateDatabase() : await _postgreSql.CreateDatabaseAsync();

    public async ValueTask DisposeAsync()
    {
        _files.Dispose();
        await _postgreSql.DisposeAsync();
    }
}
