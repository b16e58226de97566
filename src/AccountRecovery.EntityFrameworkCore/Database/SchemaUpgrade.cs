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

    // EF Core writes its own version here; then a new one would change scripts that were released.
    private const string MadeBy = "AccountRecovery";

    internal static async Task<bool> RunAsync(DbContext db, CancellationToken cancellationToken)
    {
        IRelationalDatabaseCreator creator = db.GetService<IRelationalDatabaseCreator>();

        // Looking needs no lock: if nothing is missing, nothing waits for a writer.
        if (await creator.ExistsAsync(cancellationToken).ConfigureAwait(false) && !(await db.Database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false)).Any())
        {
            return true;
        }

        await CreateDatabaseAsync(creator, cancellationToken).ConfigureAwait(false);

        // Read committed: a snapshot would show the tables as they were before the lock was waited for. SQLite lets one writer in at a time.
        IDbContextTransaction transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            if (db.IsPostgreSql())
            {
                await db.Database.ExecuteSqlRawAsync(KeepOthersOut, cancellationToken).ConfigureAwait(false);
            }

            // PostgreSQL aborts a transaction that looks for a table that does not exist.
            await db.Database.ExecuteSqlRawAsync(HistoryScript(db), cancellationToken).ConfigureAwait(false);
            foreach (string migration in await db.Database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false))
            {
                await db.Database.ExecuteSqlRawAsync(Script(db, migration), cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>Makes the table that remembers which migrations were made.</summary>
    internal static string HistoryScript(DbContext db) => db.GetService<IHistoryRepository>().GetCreateIfNotExistsScript();

    /// <summary>What one migration does, and the row that remembers it.</summary>
    internal static string Script(DbContext db, string id)
    {
        IMigrationsAssembly migrations = db.GetService<IMigrationsAssembly>();
        Migration migration = migrations.CreateMigration(migrations.Migrations[id], db.Database.ProviderName!);
        return string.Concat(
        [
            .. db.GetService<IMigrationsSqlGenerator>().Generate(migration.UpOperations).Select(command => command.CommandText),
            db.GetService<IHistoryRepository>().GetInsertScript(new HistoryRow(id, MadeBy)),
        ]);
    }

    private static async Task CreateDatabaseAsync(IRelationalDatabaseCreator creator, CancellationToken cancellationToken)
    {
        if (await creator.ExistsAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            await creator.CreateAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException)
        {
            // Another process may have been faster.
            if (!await creator.ExistsAsync(cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }
    }
}
