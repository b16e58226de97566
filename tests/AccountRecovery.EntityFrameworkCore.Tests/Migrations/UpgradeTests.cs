using System.Data.Common;
using System.Globalization;
using AccountRecovery.Databases;
using AccountRecovery.Ports;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery;

/// <summary>Making and upgrading the tables: rows stay, many may try at once, and nobody who dies keeps the others out.</summary>
public sealed class UpgradeTests(DatabaseFixture databases)
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    [InlineData(DatabaseKind.PostgreSqlRepeatableRead, Traits = ["Category", "Slow"])]
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

    /// <summary>An audit of before contacts: its rows stay, and an application of that version goes on writing them beside those of this one.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    [InlineData(DatabaseKind.PostgreSqlRepeatableRead, Traits = ["Category", "Slow"])]
    public async Task An_audit_table_of_an_older_version_is_upgraded_and_keeps_its_rows(DatabaseKind kind)
    {
        string database = await databases.CreateAsync(kind);
        await RecoveryApp.MigrateToAsync(database, 2);
        await database.ExecuteAsync(OldRow(kind, 1));
        await using RecoveryApp app = new RecoveryApp(builder => builder.UseEntityFrameworkCore(db => db.Use(database)).UseAuditTable());

        await app.MigrateAsync();
        await database.ExecuteAsync(OldRow(kind, 2));
        await app.IssueAsync(RecoveryApp.Alice);
        await app.Provider.GetRequiredService<IDueWork>().DrainAsync(TestContext.Current.CancellationToken);

        IReadOnlyList<RecoveryEvent> kept = await app.Provider.GetRequiredService<IRecoveryAudit>().ListAsync(new AuditQuery { OldestFirst = true }, TestContext.Current.CancellationToken);
        Assert.Equal(
            [(1, RecoveryEventKind.CodeRedeemed, 9), (2, RecoveryEventKind.CodeRedeemed, 9), (1, RecoveryEventKind.CodesIssued, 10)],
            kept.Select(happened => ((int)happened.Sequence, happened.Kind, happened.Remaining!.Value)));
        Assert.All(kept, happened => Assert.Equal((null, null), (happened.Contact, happened.Channel)));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    [InlineData(DatabaseKind.PostgreSqlRepeatableRead, Traits = ["Category", "Slow"])]
    [Trait("Category", "Slow")]
    public async Task Many_applications_may_migrate_one_database_at_once(DatabaseKind kind)
    {
        for (int round = 0; round < FullRun.Or(2, 20); round++)
        {
            string database = await databases.CreateAsync(kind);
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RecoveryApp.MigratedAsync(database))));

            await using RecoveryApp app = RecoveryApp.On(database);
            await app.IssueAsync(RecoveryApp.Alice);
            Assert.Equal("3", await database.AskAsync("SELECT count(*) FROM account_recovery_migrations"));
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

    // As version 2 of the tables had it.
    private static string OldRow(DatabaseKind kind, int sequence)
    {
        string id = string.Concat(Enumerable.Repeat(sequence.ToString("x2", CultureInfo.InvariantCulture), 16));
        string bytes = kind == DatabaseKind.Sqlite ? $"x'{id}', x'616c696365'" : $@"'\x{id}', '\x616c696365'";
        return $"""
            INSERT INTO account_recovery_events
            (id, account, sequence, at, kind, kind_number, method, method_number, count, remaining, set_number, attested, correlation_id, source, device)
            VALUES ({bytes}, {sequence}, 1000000, 'CodeRedeemed', 2, 'BackupCodes', 1, 1, 9, 1, {(kind == DatabaseKind.Sqlite ? "1" : "true")}, 'corr-1', NULL, NULL)
            """;
    }

    private static string FileOf(string database) => new SqliteConnectionStringBuilder(database).DataSource;
}
