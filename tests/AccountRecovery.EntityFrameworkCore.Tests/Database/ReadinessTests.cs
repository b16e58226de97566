using System.Data.Common;
using AccountRecovery.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery;

/// <summary>What is said when the database is not as it must be, and that nothing is accepted until it is.</summary>
public sealed class ReadinessTests(DatabaseFixture databases)
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task S12_Without_tables_every_call_fails_and_says_what_to_run(DatabaseKind kind)
    {
        await using RecoveryApp app = RecoveryApp.On(await databases.CreateAsync(kind));

        string message = await RefusalAsync(app);

        Assert.Contains("0001_records, 0002_events_and_sends, 0003_event_contacts to come", message, StringComparison.Ordinal);
        Assert.Contains("MigrateAccountRecoveryAsync()", message, StringComparison.Ordinal);

        // Once they are there, the same application goes on.
        await app.MigrateAsync();
        await app.IssueAsync(RecoveryApp.Alice);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task S12_Tables_of_an_older_version_are_refused_and_named(DatabaseKind kind)
    {
        string database = await databases.CreateAsync(kind);
        await using RecoveryApp app = RecoveryApp.On(database);
        await RecoveryApp.MigrateToAsync(database, 1);

        string message = await RefusalAsync(app);

        Assert.Contains("older than this library: 0002_events_and_sends, 0003_event_contacts to come", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Tables_of_a_newer_version_are_used(DatabaseKind kind)
    {
        string database = await RecoveryApp.MigratedAsync(await databases.CreateAsync(kind));
        await database.ExecuteAsync("INSERT INTO account_recovery_migrations VALUES ('9999_of_the_future', '99.0')");
        await using RecoveryApp app = RecoveryApp.On(database);

        await app.IssueAsync(RecoveryApp.Alice);
        await app.MigrateAsync();
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task S12_A_context_of_the_host_without_the_tables_in_its_model_is_given_an_error_with_the_line_to_write(DatabaseKind kind)
    {
        string database = await databases.CreateAsync(kind);
        await using var app = new RecoveryApp(
            builder => builder.UseEntityFrameworkCore<BareContext>(),
            services: services => services.AddDbContext<BareContext>(db => db.Use(database)));

        Assert.Contains("Call modelBuilder.UseAccountRecovery() in its OnModelCreating", await RefusalAsync(app), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task S12_A_context_of_the_host_without_the_tables_in_its_database_is_given_an_error_that_says_what_to_run(DatabaseKind kind)
    {
        await using RecoveryApp app = RecoveryApp.OnShop(await databases.CreateAsync(kind));

        string message = await RefusalAsync(app);

        Assert.Contains("in the model of ShopContext but not in its database", message, StringComparison.Ordinal);
        Assert.Contains("dotnet ef migrations add AccountRecovery", message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task S12_While_the_server_is_down_every_call_fails_and_nothing_is_compared()
    {
        await databases.PostgreSql.StartAsync();
        await using PostgreSqlServer server = await PostgreSqlServer.StartAsync();
        string database = await RecoveryApp.MigratedAsync(await server.CreateDatabaseAsync());
        await using RecoveryApp app = RecoveryApp.On(database);
        await using RecoveryApp late = RecoveryApp.On(database);
        string[] codes = await app.IssueAsync(RecoveryApp.Alice);
        int hashes = app.Hasher.Hashes;

        await server.StopAtOnceAsync();
        foreach (RecoveryApp either in (RecoveryApp[])[app, late])
        {
            Exception[] faults = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Assert.ThrowsAnyAsync<Exception>(() => either.RedeemAsync(new AccountId($"account-{number}"), codes[0]))));
            Assert.All(faults, fault => Assert.True(DatabaseFaults.IsOfDatabase(fault), fault.ToString()));
        }

        Assert.Equal((hashes, 0), (app.Hasher.Hashes, late.Hasher.Hashes));

        await server.StartAgainAsync();
        Assert.IsType<RedeemOutcome.Redeemed>(await app.RedeemAsync(RecoveryApp.Alice, codes[0]));
    }

    [Fact]
    public async Task Another_kind_of_database_is_refused()
    {
        await using var app = new RecoveryApp(
            builder => builder.UseEntityFrameworkCore<StrangeContext>(),
            services: services => services.AddDbContext<StrangeContext>(db => db.UseSqlite("Data Source=:memory:")));

        Assert.Contains("keeps its records in SQLite or PostgreSQL; StrangeContext uses Strange", await RefusalAsync(app), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callers_that_wait_for_the_first_look_do_not_wait_for_each_other()
    {
        string database = await RecoveryApp.MigratedAsync(await databases.CreateAsync(DatabaseKind.Sqlite));
        var start = new TaskCompletionSource();
        await using RecoveryApp app = RecoveryApp.On(database, db => db.AddInterceptors(new LateConnections(start.Task)));
        using var stop = new CancellationTokenSource();
        using var met = new Barrier(3);
        Task<bool>[] calls = [.. Enumerable.Range(0, 3).Select(_ => CallAsync())];

        start.SetResult();

        Assert.All(await Task.WhenAll(calls), Assert.True);

        async Task<bool> CallAsync()
        {
            await app.Store.ReadAsync(RecoveryApp.Alice, stop.Token).ConfigureAwait(false);
            return met.SignalAndWait(TimeSpan.FromMinutes(2));
        }
    }

    private static async Task<string> RefusalAsync(RecoveryApp app)
    {
        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => app.RedeemAsync(RecoveryApp.Alice, "1234 5678"));
        Assert.Equal(0, app.Hasher.Hashes);
        return refused.Message;
    }

    private sealed class LateConnections(Task start) : DbConnectionInterceptor
    {
        public override async ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            await start;
            return result;
        }
    }
}
