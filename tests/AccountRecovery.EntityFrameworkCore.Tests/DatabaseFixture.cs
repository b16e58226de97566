using System.Collections.Concurrent;
using AccountRecovery.Databases;

[assembly: AssemblyFixture(typeof(AccountRecovery.DatabaseFixture))]

namespace AccountRecovery;

/// <summary>Databases for the tests of this assembly, each new and empty, on the servers that they share.</summary>
public sealed class DatabaseFixture : IAsyncDisposable
{
    private readonly SqliteFolder _files = new();
    private readonly ConcurrentDictionary<Type, Lazy<Task<string>>> _shared = new();

    public PostgreSqlFixture PostgreSql { get; } = new();

    /// <summary>Makes a database.</summary>
    /// <returns>How to connect to it.</returns>
    public async Task<string> CreateAsync(DatabaseKind kind) => kind switch
    {
        DatabaseKind.Sqlite => _files.CreateDatabase(),
        DatabaseKind.PostgreSql => await PostgreSql.CreateDatabaseAsync(),
        DatabaseKind.PostgreSqlRepeatableRead => await PostgreSql.CreateDatabaseAsync() + @";Options=-c default_transaction_isolation=repeatable\ read",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such database."),
    };

    /// <summary>A database that all tests of a class share, made by whoever asks first.</summary>
    public Task<string> SharedAsync(Type tests, Func<Task<string>> make) => _shared.GetOrAdd(tests, _ => new Lazy<Task<string>>(make)).Value;

    public async ValueTask DisposeAsync()
    {
        await PostgreSql.DisposeAsync();
        _files.Dispose();
    }
}
