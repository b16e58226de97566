using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AccountRecovery.Races;

/// <summary>The database past the library, for doubles that do what the library must not.</summary>
internal static class DirectConnection
{
    internal static DbConnection Open(Setup setup)
    {
        DbConnection connection = setup.Engine == Engine.Sqlite ? new SqliteConnection(setup.ConnectionString) : new NpgsqlConnection(setup.ConnectionString);
        connection.Open();
        return connection;
    }

    internal static int Execute(DbConnection connection, string statement, params (string Name, object? Value)[] values)
    {
        using DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are constants of these doubles.
        command.CommandText = statement;
#pragma warning restore CA2100
        foreach ((string name, object? value) in values)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command.ExecuteNonQuery();
    }

    internal static void LockAll(DbTransaction? transaction)
    {
        if (transaction?.Connection is { } connection)
        {
            Execute(connection, "SELECT revision FROM account_recovery_records FOR SHARE");
        }
    }
}
