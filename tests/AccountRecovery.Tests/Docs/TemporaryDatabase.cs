using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace AccountRecovery;

/// <summary>A SQLite file with the table of docs/writing-a-store.md, in a folder of its own that goes with it.</summary>
public sealed class TemporaryDatabase : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recovery-").FullName;

    public TemporaryDatabase()
    {
        Database = SqliteFactory.Instance.CreateDataSource($"Data Source={Path.Combine(_folder, "records.db")}");
    }

    public DbDataSource Database { get; }

    public async ValueTask InitializeAsync()
    {
        await using DbConnection connection = await Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = "pragma journal_mode = wal; " + SqlRecoveryStore.Schema;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
