using Microsoft.EntityFrameworkCore;

namespace AccountRecovery;

internal static class DatabaseChoice
{
    /// <summary>Chooses the provider by the connection string: PostgreSQL's name a host, SQLite's a file.</summary>
    internal static DbContextOptionsBuilder Use(this DbContextOptionsBuilder options, string database, bool retries = false) =>
        database.Contains("Host=", StringComparison.Ordinal)
            ? options.UseNpgsql(database, npgsql => _ = retries ? npgsql.EnableRetryOnFailure() : npgsql)
            : options.UseSqlite(database);
}
