using System.Data.Common;
using System.Runtime.CompilerServices;
using AccountRecovery.Databases;
using Microsoft.EntityFrameworkCore;

namespace AccountRecovery;

/// <summary>The scripts for a DBA, which ship in the package, are what the migrations do.</summary>
public sealed class ScriptTests(DatabaseFixture databases)
{
    private const string Approve = "ACCOUNTRECOVERY_APPROVE";

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task The_scripts_of_the_package_are_what_the_migrations_do(DatabaseKind kind)
    {
        await using RecoveryDbContext db = RecoveryApp.Context(await databases.CreateAsync(kind));
        string[] migrations = [.. db.Database.GetMigrations()];
        Assert.True(migrations.Length >= 2);
        foreach (string migration in migrations)
        {
            string file = Path.Combine(Folder(kind), migration + ".sql");
            string expected = Text(db, migration);
            if (Environment.GetEnvironmentVariable(Approve) == "1")
            {
                Directory.CreateDirectory(Folder(kind));
                await File.WriteAllTextAsync(file, expected);
            }

            string found = File.Exists(file) ? await File.ReadAllTextAsync(file) : string.Empty;
            Assert.True(expected == found, $"{file} is not what the migration {migration} does. If this is meant, write it anew with {Approve}=1 and look at the difference. A script that has been released must not change.");
        }

        Assert.Equal(migrations, Directory.EnumerateFiles(Folder(kind)).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task The_scripts_alone_make_the_tables_and_a_failed_one_leaves_nothing(DatabaseKind kind)
    {
        string scripted = await ScriptedAsync(databases, kind);
        string migrated = await RecoveryApp.MigratedAsync(await databases.CreateAsync(kind));
        Assert.Equal(await SchemaText.ReadAsync(migrated), await SchemaText.ReadAsync(scripted));

        // The second one again, where only the last of its tables is there: the others must not stay.
        await scripted.ExecuteAsync("DROP TABLE account_recovery_events");
        await Assert.ThrowsAnyAsync<DbException>(() => AgainAsync(scripted, kind, EventsAndSendsMigration.Id));
        Assert.DoesNotContain(await SchemaText.ReadAsync(scripted), line => line.StartsWith("account_recovery_events", StringComparison.Ordinal));

        // The third one where only the last of its columns is there.
        string columned = await ScriptedAsync(databases, kind);
        await columned.ExecuteAsync("ALTER TABLE account_recovery_events DROP COLUMN contact");
        await Assert.ThrowsAnyAsync<DbException>(() => AgainAsync(columned, kind, EventContactsMigration.Id));
        Assert.DoesNotContain(await SchemaText.ReadAsync(columned), line => line.StartsWith("account_recovery_events contact", StringComparison.Ordinal));
    }

    /// <summary>A database whose tables were made by the scripts and nothing else.</summary>
    internal static async Task<string> ScriptedAsync(DatabaseFixture databases, DatabaseKind kind)
    {
        string database = await databases.CreateAsync(kind);
        foreach (string file in Directory.EnumerateFiles(Folder(kind)).Order(StringComparer.Ordinal))
        {
            await database.ExecuteAsync(await File.ReadAllTextAsync(file));
        }

        return database;
    }

    private static async Task AgainAsync(string database, DatabaseKind kind, string migration) =>
        await (database + ";Pooling=False").ExecuteAsync(await File.ReadAllTextAsync(Path.Combine(Folder(kind), migration + ".sql")));

    private static string Text(RecoveryDbContext db, string migration) => string.Join('\n',
    [
        $"-- AccountRecovery, {migration}. Run the scripts in the order of their names, each once, up to the first error: {(db.IsSqlite() ? "sqlite3 -bail" : "psql -v ON_ERROR_STOP=1")}.",
        .. db.IsSqlite() ? ["PRAGMA journal_mode = WAL;"] : (string[])[],
        db.IsSqlite() ? "BEGIN IMMEDIATE;" : "BEGIN;",
        (SchemaUpgrade.HistoryScript(db) + SchemaUpgrade.Script(db, migration)).ReplaceLineEndings("\n").Trim(),
        "COMMIT;",
        string.Empty,
    ]);

    private static string Folder(DatabaseKind kind, [CallerFilePath] string path = "") => Path.Combine(
        Path.GetDirectoryName(path)!, "..", "..", "..", "src", "AccountRecovery.EntityFrameworkCore", "sql", kind == DatabaseKind.Sqlite ? "sqlite" : "postgresql");
}
