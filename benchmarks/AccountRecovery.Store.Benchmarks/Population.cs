using AccountRecovery.Ports;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace AccountRecovery;

/// <summary>Fills a table with accounts as large as a real one, past the library, which would need a commit for each.</summary>
internal static class Population
{
    internal static async Task FillPostgreSqlAsync(string connectionString, int accounts, StoredRecord like)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using (NpgsqlBinaryImporter import = await connection.BeginBinaryImportAsync("COPY account_recovery_records (account, revision, due, sealed) FROM STDIN (FORMAT BINARY)"))
        {
            for (int i = 0; i < accounts; i++)
            {
                await import.StartRowAsync();
                await import.WriteAsync(Application.NewAccount().ToBytes(), NpgsqlDbType.Bytea);
                await import.WriteAsync((long)i, NpgsqlDbType.Bigint);
                await import.WriteNullAsync();
                await import.WriteAsync(like.Sealed.ToArray(), NpgsqlDbType.Bytea);
            }

            await import.CompleteAsync();
        }

        await using var tidy = new NpgsqlCommand("VACUUM ANALYZE account_recovery_records", connection) { CommandTimeout = 600 };
        await tidy.ExecuteNonQueryAsync();
    }

    internal static void FillSqlite(string connectionString, int accounts, StoredRecord like)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using SqliteTransaction transaction = connection.BeginTransaction();
        using SqliteCommand insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO account_recovery_records (account, revision, due, sealed) VALUES ($account, $revision, NULL, $sealed)";
        SqliteParameter account = insert.Parameters.Add("$account", SqliteType.Blob);
        SqliteParameter revision = insert.Parameters.Add("$revision", SqliteType.Integer);
        insert.Parameters.AddWithValue("$sealed", like.Sealed.ToArray());
        for (int i = 0; i < accounts; i++)
        {
            account.Value = Application.NewAccount().ToBytes();
            revision.Value = (long)i;
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
        using SqliteCommand tidy = connection.CreateCommand();
        tidy.CommandText = "ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);";
        tidy.ExecuteNonQuery();
    }

    internal static async Task<long> BytesInPostgreSqlAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pg_total_relation_size('account_recovery_records')", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    internal static long BytesInSqlite(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT * FROM pragma_page_count) * (SELECT * FROM pragma_page_size)";
        return (long)command.ExecuteScalar()!;
    }
}
