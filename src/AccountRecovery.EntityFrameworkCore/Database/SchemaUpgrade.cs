using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace AccountRecovery;

/// <summary>Brings the package's own tables to this version: the scripts that are still missing, in one transaction.</summary>
/// <remarks>
/// EF Core's own Migrate keeps others out by a row in a table. On SQLite that row outlives a process that is killed meanwhile, and everybody else waits for ever.
/// A transaction's lock ends with its process.
/// </remarks>
internal static class SchemaUpgrade
{
    // Any number that nobody else would take: the letters "recovery".
    private const string KeepOthersOut = "SELECT pg_advisory_xact_lock(x'7265636f76657279'::bigint)";

    internal static async Task<bool> RunAsync(DbContext db, CancellationToken ct)
    {
        await CreateDatabaseAsync(db.GetService<IRelationalDatabaseCreator>(), ct).ConfigureAwait(false);

        // Read committed: a snapshot would show the tables as they were before the lock was waited for. SQLite lets one writer in at a time.
        IDbContextTransaction transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            if (db.IsPostgreSql())
            {
                await db.Database.ExecuteSqlRawAsync(KeepOthersOut, ct).ConfigureAwait(false);
            }

            foreach (string migration in await db.Database.GetPendingMigrationsAsync(ct).ConfigureAwait(false))
            {
                await db.Database.ExecuteSqlRawAsync(Script(db, migration, MigrationsSqlGenerationOptions.NoTransactions), ct).ConfigureAwait(false);
            }

            await transaction.CommitAsync(ct).ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>What one migration does, with the row that remembers it.</summary>
    internal static string Script(DbContext db, string migration, MigrationsSqlGenerationOptions options)
    {
        string before = db.Database.GetMigrations().LastOrDefault(other => string.CompareOrdinal(other, migration) < 0) ?? Migration.InitialDatabase;
        return db.GetService<IMigrator>().GenerateScript(before, migration, options);
    }

    private static async Task CreateDatabaseAsync(IRelationalDatabaseCreator creator, CancellationToken ct)
    {
        if (await creator.ExistsAsync(ct).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            await creator.CreateAsync(ct).ConfigureAwait(false);
        }
        catch (DbException)
        {
            // Another process may have been faster.
            if (!await creator.ExistsAsync(ct).ConfigureAwait(false))
            {
                throw;
            }
        }
    }
}
