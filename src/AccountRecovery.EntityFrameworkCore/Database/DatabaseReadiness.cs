using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AccountRecovery;

/// <summary>Checks once, before the first statement, whether the tables exist and whether commits are durable.</summary>
internal sealed class DatabaseReadiness(bool ownsTables, ILogger<DatabaseReadiness> log)
{
    private readonly object _gate = new();
    private volatile Task? _look;

    /// <summary>Whether the tables are in the package's own context. If not, they are in a model of the host.</summary>
    internal bool OwnsTables => ownsTables;

    /// <summary>Checks the database. Callers that come during a running check wait for its result. After a failed check, the next caller checks again.</summary>
    /// <exception cref="InvalidOperationException">The tables are missing or older than the library. The message says what to run.</exception>
    internal Task EnsureAsync(RecoveryDatabase database, CancellationToken cancellationToken)
    {
        if (_look is { IsCompletedSuccessfully: true })
        {
            return Task.CompletedTask;
        }

        lock (_gate)
        {
            // Several callers may wait for this check, so that the cancellation of the first caller does not stop it.
            _look = _look is { IsFaulted: false, IsCanceled: false } look ? look : Task.Run(() => database.RetryAsync((db, _) => CheckAsync(db), CancellationToken.None), CancellationToken.None);

            // Each caller continues separately. If the continuations ran one after the other when the check
            // ends, the first caller would delay the others by all its further work.
            return _look.ContinueWith(static look => look, cancellationToken, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();
        }
    }

    private async Task<bool> CheckAsync(DbContext db)
    {
        if (!db.IsSqlite() && !db.IsPostgreSql())
        {
            throw new InvalidOperationException(
                $"Account recovery keeps its records in SQLite or PostgreSQL; {db.GetType().Name} uses {db.Database.ProviderName}. For another database write an IRecoveryStore: docs/writing-a-store.md.");
        }

        await (ownsTables ? CheckOwnTablesAsync(db) : CheckHostTablesAsync(db)).ConfigureAwait(false);
        await (db.IsSqlite() ? CheckSqliteAsync(db) : CheckPostgreSqlAsync(db)).ConfigureAwait(false);
        return true;
    }

    private static async Task CheckOwnTablesAsync(DbContext db)
    {
        string[] pending = [.. await db.Database.GetPendingMigrationsAsync().ConfigureAwait(false)];
        if (pending.Length > 0)
        {
            throw new InvalidOperationException(
                $"The tables of account recovery are missing or older than this library: {string.Join(", ", pending)} to come. "
                + $"Run 'await services.{nameof(AccountRecoveryDatabaseExtensions.MigrateAccountRecoveryAsync)}()' when you deploy, or run the scripts with these names from the package's folder 'sql'.");
        }
    }

    private static async Task CheckHostTablesAsync(DbContext db)
    {
        if (db.Model.FindEntityType(typeof(RecordRow)) is null)
        {
            throw new InvalidOperationException(
                $"{db.GetType().Name} has no tables for account recovery. Call modelBuilder.{nameof(AccountRecoveryModelExtensions.UseAccountRecovery)}() in its OnModelCreating, then 'dotnet ef migrations add AccountRecovery' and 'dotnet ef database update'.");
        }

        try
        {
            await db.Set<RecordRow>().Where(row => row.Due == null).Select(row => row.Revision).FirstOrDefaultAsync().ConfigureAwait(false);
        }
        catch (Exception fault) when (DatabaseFaults.IsMissingTable(fault))
        {
            throw new InvalidOperationException(
                $"The tables of account recovery are in the model of {db.GetType().Name} but not in its database. Run 'dotnet ef migrations add AccountRecovery' and 'dotnet ef database update'.", fault);
        }
    }

    private async Task CheckSqliteAsync(DbContext db)
    {
        // The journal mode is a property of the database file. A file that was created by a script has the default mode, DELETE.
        string mode = await DatabaseSetting.AskAsync(db, ownsTables ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode").ConfigureAwait(false);
        string level = await DatabaseSetting.AskAsync(db, "PRAGMA synchronous").ConfigureAwait(false);

        // sqlite.org/pragma.html: FULL is 2, EXTRA is 3. FULL is durable in WAL mode; with a rollback journal only EXTRA is.
        Warn(level is "3" || (level is "2" && mode is "wal"), $"journal_mode {mode} and synchronous {level}", "journal_mode = WAL and synchronous = FULL");
    }

    private async Task CheckPostgreSqlAsync(DbContext db)
    {
        foreach (string setting in (string[])["synchronous_commit", "fsync"])
        {
            string value = await DatabaseSetting.AskAsync(db, "SHOW " + setting).ConfigureAwait(false);
            Warn(value != "off", $"{setting} {value}", $"{setting} = on");
        }
    }

    private void Warn(bool isDurable, string setting, string wanted)
    {
        if (!isDurable)
        {
            log.LogWarning(
                "The database of account recovery runs with {Setting}: after a crash, a spent code may work again and a counted guess may be forgotten. Set {Wanted} for its connections.", setting, wanted);
        }
    }
}
