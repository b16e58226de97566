using Microsoft.EntityFrameworkCore;

namespace AccountRecovery;

/// <summary>Identifies the database, for the code that differs between databases.</summary>
internal static class DatabaseProvider
{
    internal static bool IsSqlite(this DbContext db) => db.Database.ProviderName == "Microsoft.EntityFrameworkCore.Sqlite";

    internal static bool IsPostgreSql(this DbContext db) => db.Database.ProviderName == "Npgsql.EntityFrameworkCore.PostgreSQL";
}
