using AccountRecovery.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AccountRecovery;

/// <summary>A database with the tables in it, for one test.</summary>
internal sealed class RealDatabase : IAsyncDisposable
{
    private readonly SqliteFolder? _files;

    private RealDatabase(string connectionString, SqliteFolder? files)
    {
        ConnectionString = connectionString;
        _files = files;
    }

    internal string ConnectionString { get; private init; }

    internal bool IsPostgreSql => _files is null;

    /// <summary>Where the files of SQLite are.</summary>
    internal string Folder => _files?.Folder ?? throw new InvalidOperationException("PostgreSQL keeps its own files.");

    /// <summary>A new one, with a folder of its own for the files of SQLite; or a skipped test where there is no server.</summary>
    internal static async Task<RealDatabase> CreateAsync(DatabaseKind kind, DatabaseFixture databases)
    {
        SqliteFolder? files = kind == DatabaseKind.Sqlite ? new SqliteFolder() : null;
        return await OpenAsync(files?.CreateDatabase() ?? await databases.CreateAsync(kind), files);
    }

    internal static async Task<RealDatabase> OpenAsync(string connectionString, SqliteFolder? files = null)
    {
        var database = new RealDatabase(connectionString, files);
        await using var application = new Application(database);
        await application.Provider.MigrateAccountRecoveryAsync();
        return database;
    }

    internal void Use(DbContextOptionsBuilder options, params IInterceptor[] interceptors)
    {
        options.Use(ConnectionString);
        options.AddInterceptors(interceptors);
    }

    public ValueTask DisposeAsync()
    {
        if (IsPostgreSql)
        {
            using var connection = new NpgsqlConnection(ConnectionString);
            NpgsqlConnection.ClearPool(connection);
        }
        else
        {
            using var connection = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(connection);
        }

        _files?.Dispose();
        return ValueTask.CompletedTask;
    }
}
