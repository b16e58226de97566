using System.Data.Common;
using AccountRecovery.Databases;
using AccountRecovery.Ports;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AccountRecovery;

/// <summary>Making and upgrading the tables: rows stay, many may try at once, and nobody who dies keeps the others out.</summary>
public sealed class UpgradeTests(DatabaseFixture databases)
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    [InlineData(DatabaseKind.PostgreSqlRepeatableRead)]
    public async Task Tables_of_an_older_version_are_upgraded_and_keep_their_rows(DatabaseKind kind)
    {
        string database = await databases.CreateAsync(kind);
        await RecoveryApp.MigrateToAsync(database, 1);
        string bytes = kind == DatabaseKind.Sqlite ? "x'616c696365', 7, 1000000, x'01'" : @"'\x616c696365', 7, 1000000, '\x01'";
        await database.ExecuteAsync($"INSERT INTO account_recovery_records (account, revision, due, sealed) VALUES ({bytes})");
        await using RecoveryApp app = RecoveryApp.On(database);

        await app.MigrateAsync();
        await app.MigrateAsync();

        StoredRecord kept = (await app.Store.ReadAsync(RecoveryApp.Alice, CancellationToken.None))!;
        Assert.Equal((7, NodaTime.Instant.FromUnixTimeSeconds(1), 1), (kept.Revision.Value, kept.Due, kept.Sealed.Length));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    [InlineData(DatabaseKind.PostgreSqlRepeatableRead)]
    public async Task Many_applications_may_migrate_one_database_at_once(DatabaseKind kind)
    {
        for (int round = 0; round < FullRun.Or(2, 20); round++)
        {
            string database = await databases.CreateAsync(kind);
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RecoveryApp.MigratedAsync(database))));

            await using RecoveryApp app = RecoveryApp.On(database);
            await app.IssueAsync(RecoveryApp.Alice);
            Assert.Equal("2", await database.AskAsync("SELECT count(*) FROM account_recovery_migrations"));
        }
    }

    [Fact]
    public async Task A_database_that_does_not_exist_yet_is_made()
    {
        string database = await databases.CreateAsync(DatabaseKind.PostgreSql);
        var other = new Npgsql.NpgsqlConnectionStringBuilder(database) { Database = "made_by_the_library" };

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RecoveryApp.MigratedAsync(other.ConnectionString))));

        await using RecoveryApp app = RecoveryApp.On(other.ConnectionString);
        await app.IssueAsync(RecoveryApp.Alice);
    }

    [Fact]
    public async Task A_process_killed_while_it_migrates_SQLite_keeps_nobody_out()
    {
        string database = await databases.CreateAsync(DatabaseKind.Sqlite);
        string crashed = await databases.CreateAsync(DatabaseKind.Sqlite);
        await using RecoveryDbContext db = RecoveryApp.Context(database);
        await db.Database.EnsureCreatedAsync();
        await database.ExecuteAsync("DROP TABLE account_recovery_records; DROP TABLE account_recovery_events; DROP TABLE account_recovery_sends");

        // What a killed process leaves behind is its files as they are half-way.
        await using (DbConnection connection = await database.OpenAsync())
        {
            await using DbTransaction transaction = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync(SchemaUpgrade.HistoryScript(db) + SchemaUpgrade.Script(db, RecordsMigration.Id));
            await connection.ExecuteAsync("PRAGMA cache_spill = 1");
            foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(FileOf(database))!, Path.GetFileName(FileOf(database)) + "*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
            {
                File.Copy(file, FileOf(crashed) + file[FileOf(database).Length..]);
            }
        }

        // And what EF Core's own Migrate would have left.
        await crashed.ExecuteAsync("CREATE TABLE __EFMigrationsLock (Id INTEGER PRIMARY KEY, Timestamp TEXT NOT NULL); INSERT INTO __EFMigrationsLock VALUES (1, '2026-03-01 12:00:00')");

        await RecoveryApp.MigratedAsync(crashed);

        await using RecoveryApp app = RecoveryApp.On(crashed);
        await app.IssueAsync(RecoveryApp.Alice);
    }

    private static string FileOf(string database) => new SqliteConnectionStringBuilder(database).DataSource;
}
