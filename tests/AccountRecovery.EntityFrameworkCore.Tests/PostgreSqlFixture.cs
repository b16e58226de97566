using AccountRecovery.Databases;

namespace AccountRecovery;

/// <summary>One private server for the tests of an assembly, started when the first of them asks for a database.</summary>
/// <remarks>Without PostgreSQL these tests are skipped, and say why; on a build server (CI=true, Linux) that is a failure.</remarks>
public sealed class PostgreSqlFixture : IAsyncDisposable
{
    private readonly Lazy<Task<PostgreSqlServer>> _server = new(PostgreSqlServer.StartAsync);

    /// <summary>Skips the test where there is no server to start.</summary>
    public Task<PostgreSqlServer> StartAsync()
    {
        Installed.OrSkip(PostgreSqlServer.Missing);
        return _server.Value;
    }

    /// <summary>A new and empty database.</summary>
    /// <returns>How to connect to it.</returns>
    public async Task<string> CreateDatabaseAsync() => await (await StartAsync()).CreateDatabaseAsync();

    public async ValueTask DisposeAsync()
    {
        if (_server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _server.Value).DisposeAsync();
        }
    }
}
