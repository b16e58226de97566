using Microsoft.EntityFrameworkCore;

namespace AccountRecovery;

/// <summary>What differs between databases is asked here.</summary>
internal static class DatabaseProvider
{
    internal static bool IsSqlite(this DbContext db) => db.Database.ProviderName == "Microsoft.EntityFrameworkCore.Sqlite";

    internal static bool IsPostgreSql(this DbContext db) => db.Database.ProviderName == "Npgsql.EntityFrameworkCore.PostgreSQL";
}
