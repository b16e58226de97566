using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AccountRecovery.Databases;

/// <summary>Single statements, for what tests ask a database behind the library's back.</summary>
public static class Statements
{
    /// <summary>Runs a statement on a connection of its own.</summary>
    public static async Task ExecuteAsync(this string connectionString, string sql)
    {
        await using DbConnection connection = await OpenAsync(connectionString);
        await connection.ExecuteAsync(sql);
    }

    /// <summary>Asks for one value on a connection of its own, as text; empty for null.</summary>
    public static async Task<string> AskAsync(this string connectionString, string sql)
    {
        await using DbConnection connection = await OpenAsync(connectionString);
        return await connection.AskAsync(sql);
    }

    /// <summary>Asks for any number of rows, as text.</summary>
    public static async Task<string> AskAllAsync(this string connectionString, string sql)
    {
        await using DbConnection connection = await OpenAsync(connectionString);
        await using DbCommand command = Command(connection, sql);
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        var lines = new StringBuilder();
        while (await reader.ReadAsync())
        {
            object[] values = new object[reader.FieldCount];
            reader.GetValues(values);
            lines.AppendJoin(' ', values).AppendLine();
        }

        return lines.ToString();
    }

    /// <summary>An open connection; PostgreSQL's connection strings name a host, SQLite's a file.</summary>
    public static async Task<DbConnection> OpenAsync(this string connectionString)
    {
        DbConnection connection = connectionString.Contains("Host=", StringComparison.Ordinal) ? new NpgsqlConnection(connectionString) : new SqliteConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    public static async Task ExecuteAsync(this DbConnection connection, string sql)
    {
        // To the last statement: SQLite's provider says nothing of one that fails after another has given a row.
        await using DbCommand command = Command(connection, sql);
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.NextResultAsync())
        {
        }
    }

    public static async Task<string> AskAsync(this DbConnection connection, string sql)
    {
        await using DbCommand command = Command(connection, sql);
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) ?? string.Empty;
    }

    [SuppressMessage("Security", "CA2100", Justification = "The statements are those of tests.")]
    private static DbCommand Command(DbConnection connection, string sql)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
