using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace AccountRecovery;

/// <summary>A SQLite file with the table of docs/writing-a-store.md, in a folder of its own that goes with it.</summary>
public sealed class TemporaryDatabase : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recovery-").FullName;

    public TemporaryDatabase()
    {
        Database = new SqliteFile($"Data Source={Path.Combine(_folder, "records.db")}");
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

    private sealed class SqliteFile(string connectionString) : DbDataSource
    {
        public override string ConnectionString => connectionString;

        protected override DbConnection CreateDbConnection()
        {
            var connection = new SqliteConnection(connectionString);
            connection.StateChange += (_, change) => WaitInSteps(connection, change.CurrentState);
            return connection;
        }

        // SQLite itself looks again after 1, 2, 5 ms and so on; without this, the driver sleeps for 150 ms whenever the file is busy.
        private static void WaitInSteps(SqliteConnection connection, ConnectionState now)
        {
            if (now == ConnectionState.Open)
            {
                using SqliteCommand command = connection.CreateCommand();
                command.CommandText = "pragma busy_timeout = 30000";
                command.ExecuteNonQuery();
            }
        }
    }
}
