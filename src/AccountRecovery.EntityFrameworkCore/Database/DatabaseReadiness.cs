using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AccountRecovery;

/// <summary>Looks once, before the first statement, whether the tables are there and commits are durable.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to dispose.")]
internal sealed class DatabaseReadiness(bool ownsTables, ILogger<DatabaseReadiness> log)
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile bool _ready;

    /// <exception cref="InvalidOperationException">The tables are missing or older than the library; says what to run.</exception>
    internal async ValueTask EnsureAsync(RecoveryDatabase database, CancellationToken ct)
    {
        if (_ready)
        {
            return;
        }

        await _gate.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (!_ready)
            {
                await database.TryAsync(db => CheckAsync(db, ct), ct).ConfigureAwait(false);
                _ready = true;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<bool> CheckAsync(DbContext db, CancellationToken ct)
    {
        await (ownsTables ? CheckOwnTablesAsync(db, ct) : CheckHostTablesAsync(db, ct)).ConfigureAwait(false);
        if (db.IsSqlite())
        {
            await WarnAsync(db, "PRAGMA synchronous", level => level is "2" or "3", "synchronous below FULL", ct).ConfigureAwait(false);
        }
        else if (db.IsPostgreSql())
        {
            await WarnAsync(db, "SHOW synchronous_commit", level => level != "off", "synchronous_commit off", ct).ConfigureAwait(false);
            await WarnAsync(db, "SHOW fsync", level => level != "off", "fsync off", ct).ConfigureAwait(false);
        }

        return true;
    }

    private static async Task CheckOwnTablesAsync(DbContext db, CancellationToken ct)
    {
        string[] pending = [.. await db.Database.GetPendingMigrationsAsync(ct).ConfigureAwait(false)];
        if (pending.Length > 0)
        {
            throw new InvalidOperationException(
                $"The tables of account recovery are missing or older than this library: {string.Join(", ", pending)} to come. "
                + $"Run 'await services.{nameof(AccountRecoveryDatabase.MigrateAccountRecoveryAsync)}()' when you deploy, or the scripts of these names in the package's folder 'sql'.");
        }
    }

    private static async Task CheckHostTablesAsync(DbContext db, CancellationToken ct)
    {
        if (db.Model.FindEntityType(typeof(RecordRow)) is null)
        {
            throw new InvalidOperationException(
                $"{db.GetType().Name} has no tables for account recovery. Call modelBuilder.{nameof(AccountRecoveryModel.UseAccountRecovery)}() in its OnModelCreating, then 'dotnet ef migrations add AccountRecovery' and 'dotnet ef database update'.");
        }

        try
        {
            await db.Set<RecordRow>().AnyAsync(ct).ConfigureAwait(false);
        }
        catch (Exception fault) when (DatabaseFaults.IsMissingTable(fault))
        {
            throw new InvalidOperationException(
                $"The tables of account recovery are in the model of {db.GetType().Name} but not in its database. Run 'dotnet ef migrations add AccountRecovery' and 'dotnet ef database update'.", fault);
        }
    }

    private async Task WarnAsync(DbContext db, string question, Func<string, bool> isDurable, string lacking, CancellationToken ct)
    {
        string answer = await DatabaseSetting.AskAsync(db, question, ct).ConfigureAwait(false);
        if (!isDurable(answer))
        {
            log.LogWarning("The database of account recovery runs with {Setting}: a code that was spent may be good again after a crash. Set it back for this database.", lacking);
        }
    }
}
