using System.Data.Common;
using AccountRecovery.Databases;

namespace AccountRecovery;

/// <summary>The library's tables in a database, column by column and index by index, in one order.</summary>
internal static class SchemaText
{
    private const string Sqlite = """
        SELECT m.name || ' ' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.name LIKE 'account_recovery%' AND m.name <> 'account_recovery_migrations' AND m.type = 'table'
        UNION ALL
        SELECT m.tbl_name || ' ' || m.name || ' ' || group_concat(c.name) FROM sqlite_master m, pragma_index_info(m.name) c WHERE m.type = 'index' AND m.tbl_name LIKE 'account_recovery%' AND m.tbl_name <> 'account_recovery_migrations' GROUP BY m.name
        ORDER BY 1
        """;

    private const string PostgreSql = """
        SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || coalesce(character_maximum_length::text, '') || ' ' || is_nullable FROM information_schema.columns WHERE table_name LIKE 'account_recovery%' AND table_name <> 'account_recovery_migrations'
        UNION ALL
        SELECT indexdef FROM pg_indexes WHERE tablename LIKE 'account_recovery%' AND tablename <> 'account_recovery_migrations'
        ORDER BY 1
        """;

    internal static async Task<string[]> ReadAsync(string database)
    {
        await using DbConnection connection = await database.OpenAsync();
        await using DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Two constants.
        command.CommandText = connection is Npgsql.NpgsqlConnection ? PostgreSql : Sqlite;
#pragma warning restore CA2100
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        List<string> lines = [];
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return [.. lines];
    }
}
