using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AccountRecovery;

/// <summary>Choosing a store, twice or one after another, and what a host hears when it starts.</summary>
public sealed class RegistrationTests(DatabaseFixture databases)
{
    [Fact]
    public async Task The_last_choice_of_a_database_wins()
    {
        string first = await databases.CreateAsync(DatabaseKind.Sqlite);
        string last = await RecoveryApp.MigratedAsync(await databases.CreateAsync(DatabaseKind.Sqlite));
        await using var app = new RecoveryApp(builder => builder
            .UseInMemoryStore()
            .UseEntityFrameworkCore(db => db.Use(first))
            .UseEntityFrameworkCore(db => db.Use(last)));

        string[] codes = await app.IssueAsync(RecoveryApp.Alice);

        await using RecoveryApp other = RecoveryApp.On(last);
        Assert.NotNull(await other.Store.ReadAsync(RecoveryApp.Alice, CancellationToken.None));
        Assert.Equal(10, codes.Length);
    }

    [Fact]
    public async Task The_hosts_context_chosen_last_wins_and_its_migrations_make_the_tables()
    {
        string own = await RecoveryApp.MigratedAsync(await databases.CreateAsync(DatabaseKind.Sqlite));
        string shop = await RecoveryApp.WithShopAsync(await databases.CreateAsync(DatabaseKind.Sqlite));
        await using var app = new RecoveryApp(
            builder => builder.UseEntityFrameworkCore(db => db.Use(own)).UseEntityFrameworkCore<ShopContext>(),
            services: services => services.AddDbContext<ShopContext>(db => db.Use(shop)));

        await app.IssueAsync(RecoveryApp.Alice);

        await using RecoveryApp other = RecoveryApp.OnShop(shop);
        Assert.NotNull(await other.Store.ReadAsync(RecoveryApp.Alice, CancellationToken.None));
        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(app.MigrateAsync);
        Assert.Contains("use that context's migrations", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_database_there_is_nothing_to_migrate()
    {
        await using var app = new RecoveryApp(builder => builder.UseInMemoryStore());

        await Assert.ThrowsAsync<InvalidOperationException>(app.MigrateAsync);
    }

    [Fact]
    public async Task The_packages_own_context_is_none_of_the_hosts()
    {
        string shop = await databases.CreateAsync(DatabaseKind.Sqlite);
        await using var app = new RecoveryApp(
            builder => builder.UseEntityFrameworkCore(db => db.Use(shop)),
            services: services => services.AddDbContext<ShopContext>(db => db.Use(shop)));
        await using AsyncServiceScope scope = app.Provider.CreateAsyncScope();

        Assert.IsType<DbContextOptions<ShopContext>>(Assert.Single(scope.ServiceProvider.GetServices<DbContextOptions>()));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_host_does_not_start_without_tables_and_starts_with_them(DatabaseKind kind)
    {
        string database = await databases.CreateAsync(kind);
        using (IHost early = Host(builder => builder.UseEntityFrameworkCore(db => db.Use(database))))
        {
            InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => early.StartAsync());
            Assert.Contains("MigrateAccountRecoveryAsync", refused.Message, StringComparison.Ordinal);
        }

        using IHost host = Host(builder => builder.UseEntityFrameworkCore(db => db.Use(database)).UseEntityFrameworkCore(db => db.Use(database)));
        await host.Services.MigrateAccountRecoveryAsync();
        await host.StartAsync();
        await host.StopAsync();
        Assert.Single(host.Services.GetServices<IHostedService>().OfType<DatabaseStart>());
    }

    [Fact]
    public async Task A_host_does_not_start_when_its_own_context_lacks_the_tables()
    {
        string database = await databases.CreateAsync(DatabaseKind.PostgreSql);
        using IHost host = Host(builder => builder.UseEntityFrameworkCore<ShopContext>(), services => services.AddDbContext<ShopContext>(db => db.Use(database)));

        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.Contains("dotnet ef database update", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_starts_when_the_server_does_not_answer_and_says_so()
    {
        var log = new LogSpy();
        using IHost host = Host(
            builder => builder.UseEntityFrameworkCore(db => db.UseNpgsql("Host=/nonexistent;Username=nobody;Database=none")),
            services => services.AddSingleton<ILoggerFactory>(log));

        await host.StartAsync();
        await host.StopAsync();

        Assert.Contains(log.Lines, line => line.StartsWith("Error The database of account recovery does not answer", StringComparison.Ordinal));
        await Assert.ThrowsAnyAsync<Exception>(() => host.Services.GetRequiredService<IRecoveryStore>().ReadAsync(RecoveryApp.Alice, CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task A_host_that_went_back_to_memory_is_not_held_up_by_a_database_it_does_not_use()
    {
        string database = await databases.CreateAsync(DatabaseKind.Sqlite);
        using IHost host = Host(builder => builder.UseEntityFrameworkCore(db => db.Use(database)).UseInMemoryStore());

        await host.StartAsync();
        await host.StopAsync();

        Assert.IsNotType<EntityFrameworkStore>(host.Services.GetRequiredService<IRecoveryStore>(), exactMatch: false);
    }

    private static IHost Host(Action<AccountRecoveryBuilder> store, Action<IServiceCollection>? services = null)
    {
        HostApplicationBuilder builder = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        store(builder.Services.AddAccountRecovery(options => options.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() })));
        services?.Invoke(builder.Services);
        return builder.Build();
    }
}
