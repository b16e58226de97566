using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace AccountRecovery;

/// <summary>Upgrades the package's own tables to this version: runs all missing migration scripts in one transaction.</summary>
/// <remarks>
/// EF Core's own Migrate method uses a row in a table as its lock. On SQLite, the row remains if the process is killed during the upgrade, and all other processes
/// wait for ever. The lock of a transaction ends with its process.
/// </remarks>
internal static class SchemaUpgrade
{
    // A number that no other program is likely to use: the letters "recovery".
    private const string KeepOthersOut = "SELECT pg_advisory_xact_lock(x'7265636f76657279'::bigint)";

    // EF Core writes its own version here. With it, a new version of EF Core would change scripts that were already released.
    private const string MadeBy = "AccountRecovery";

    internal static async Task<bool> RunAsync(DbContext db, CancellationToken cancellationToken)
    {
        IRelationalDatabaseCreator creator = db.GetService<IRelationalDatabaseCreator>();

        // This check needs no lock, so that a process with up-to-date tables never waits for a writer.
        if (await creator.ExistsAsync(cancellationToken).ConfigureAwait(false) && !(await db.Database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false)).Any())
        {
            return true;
        }

        await CreateDatabaseAsync(creator, cancellationToken).ConfigureAwait(false);

        // Read committed, because a snapshot would show the tables as they were before the wait for the lock. SQLite allows only one writer at a time.
        IDbContextTransaction transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            if (db.IsPostgreSql())
            {
                await db.Database.ExecuteSqlRawAsync(KeepOthersOut, cancellationToken).ConfigureAwait(false);
            }

            // The history table must exist before it is read, because PostgreSQL aborts a transaction that reads a table that does not exist.
            await db.Database.ExecuteSqlRawAsync(HistoryScript(db), cancellationToken).ConfigureAwait(false);
            foreach (string migration in await db.Database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false))
            {
                await db.Database.ExecuteSqlRawAsync(Script(db, migration), cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>Returns the script that creates the history table, which lists the applied migrations.</summary>
    internal static string HistoryScript(DbContext db) => db.GetService<IHistoryRepository>().GetCreateIfNotExistsScript();

    /// <summary>Returns the script of one migration, with the statement that adds the migration to the history table.</summary>
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
            // Another process may have created the database meanwhile.
            if (!await creator.ExistsAsync(cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }
    }
}
