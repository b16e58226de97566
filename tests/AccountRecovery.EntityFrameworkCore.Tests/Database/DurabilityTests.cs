using AccountRecovery.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AccountRecovery;

/// <summary>A4: an acknowledged write is on the disk, or the log says that it may not be.</summary>
public sealed class DurabilityTests(DatabaseFixture databases)
{
    [Theory]
    [InlineData("wal")]
    [InlineData("delete")]
    public async Task A4_On_SQLite_the_package_writes_ahead_fully_and_waits_for_others(string modeBefore)
    {
        string database = await RecoveryApp.MigratedAsync(await databases.CreateAsync(DatabaseKind.Sqlite));
        SqliteConnection.ClearAllPools();

        // A connection that somebody else has left in the pool, with settings of its own.
        await database.ExecuteAsync($"PRAGMA journal_mode = {modeBefore}; PRAGMA synchronous = OFF; PRAGMA busy_timeout = 1");
        var asked = new FaultInjector();
        List<string> seen = [];
        asked.At = async (moment, command) =>
        {
            foreach (string setting in (string[])["journal_mode", "synchronous", "busy_timeout"])
            {
                seen.Add($"{setting} {await command.Connection!.AskAsync("PRAGMA " + setting)}");
            }
        };
        var log = new LogSpy();
        await using RecoveryApp app = Logged(log, builder => builder.UseEntityFrameworkCore(db => db.Use(database).AddInterceptors(asked)));

        await app.Store.ReadAsync(RecoveryApp.Alice, CancellationToken.None);

        Assert.Equal(["journal_mode wal", "synchronous 2", "busy_timeout 10000"], seen.Distinct());
        Assert.Empty(Warnings(log));
    }

    [Theory]
    [InlineData("NORMAL", "wal", true)]
    [InlineData("OFF", "wal", true)]
    [InlineData("FULL", "wal", false)]
    [InlineData("FULL", "delete", true)]
    [InlineData("EXTRA", "delete", false)]
    public async Task A4_A_host_whose_SQLite_may_lose_a_commit_is_warned(string synchronous, string mode, bool warned)
    {
        string database = await RecoveryApp.WithShopAsync(await databases.CreateAsync(DatabaseKind.Sqlite));
        SqliteConnection.ClearAllPools();
        await database.ExecuteAsync($"PRAGMA journal_mode = {mode}");
        var log = new LogSpy();
        await using RecoveryApp app = Logged(
            log,
            builder => builder.UseEntityFrameworkCore<ShopContext>(),
            services => services.AddDbContext<ShopContext>(db => db.Use(database).AddInterceptors(new HostSqliteSettings($"PRAGMA synchronous = {synchronous}"))));

        await app.Store.ReadAsync(RecoveryApp.Alice, CancellationToken.None);
        await app.Store.ReadAsync(RecoveryApp.Alice, CancellationToken.None);

        Assert.Equal(warned ? 1 : 0, Warnings(log).Count());
        Assert.All(Warnings(log), line => Assert.Contains($"journal_mode {mode} and synchronous", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("off", true)]
    [InlineData("on", false)]
    [InlineData("local", false)]
    public async Task A4_A_PostgreSQL_that_may_lose_a_commit_is_warned_of(string synchronousCommit, bool warned)
    {
        string database = await RecoveryApp.MigratedAsync(await databases.CreateAsync(DatabaseKind.PostgreSql));
        await database.ExecuteAsync($"ALTER DATABASE {new NpgsqlConnectionStringBuilder(database).Database} SET synchronous_commit = {synchronousCommit}");
        NpgsqlConnection.ClearPool(new NpgsqlConnection(database));
        var log = new LogSpy();
        await using RecoveryApp app = Logged(log, builder => builder.UseEntityFrameworkCore(db => db.Use(database)));

        await app.Store.ReadAsync(RecoveryApp.Alice, CancellationToken.None);

        Assert.Equal(warned ? 1 : 0, Warnings(log).Count());
        Assert.All(Warnings(log), line => Assert.Contains("synchronous_commit off", line, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Warnings(LogSpy log) => log.Lines.Where(line => line.StartsWith("Warning The database of account recovery", StringComparison.Ordinal));

    private static RecoveryApp Logged(LogSpy log, Action<AccountRecoveryBuilder> store, Action<IServiceCollection>? services = null) => new(store, services: collection =>
    {
        collection.AddSingleton<ILoggerFactory>(log);
        services?.Invoke(collection);
    });
}
