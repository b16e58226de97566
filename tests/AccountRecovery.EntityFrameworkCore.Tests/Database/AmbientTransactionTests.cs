using System.Data.Common;
using System.Transactions;
using AccountRecovery.Databases;
using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AccountRecovery;

/// <summary>S13: what a host rolls back never includes what the library wrote.</summary>
public sealed class AmbientTransactionTests(DatabaseFixture databases)
{
    private const int Guesses = 6;

    [Theory]
    [InlineData(DatabaseKind.Sqlite, false)]
    [InlineData(DatabaseKind.PostgreSql, false)]
    [InlineData(DatabaseKind.PostgreSql, true)]
    public async Task S13_Wrong_codes_stay_counted_when_the_host_rolls_back_its_scope(DatabaseKind kind, bool shop)
    {
        await using RecoveryApp app = await OpenAsync(kind, shop);

        Assert.Equal(Guesses, await CountedAsync(app, async guess =>
        {
            using var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
            await guess();
        }));
    }

    [Fact]
    public async Task S13_A_store_that_takes_part_in_the_scope_is_caught()
    {
        string database = await RecoveryApp.MigratedAsync(await databases.CreateAsync(DatabaseKind.PostgreSql));
        await using var app = new RecoveryApp(
            builder => builder.UseEntityFrameworkCore(db => db.Use(database)),
            configure: options => options.FreeAttempts = 10,
            services: services => services.Replace(ServiceDescriptor.Singleton<IRecoveryStore>(new PlainRetryStore(database, new FaultInjector(), afterFault: false))));

        Assert.Equal(0, await CountedAsync(app, async guess =>
        {
            using var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
            await guess();
        }));
    }

    // On SQLite a host that holds a transaction while it asks the library waits for itself: there is one writer at a time.
    [Fact]
    public async Task S13_Wrong_codes_stay_counted_when_the_host_rolls_back_a_transaction_of_the_same_context()
    {
        await using RecoveryApp app = await OpenAsync(DatabaseKind.PostgreSql, shop: true);
        await using AsyncServiceScope request = app.Provider.CreateAsyncScope();
        ShopContext shop = request.ServiceProvider.GetRequiredService<ShopContext>();

        int counted = await CountedAsync(app, guess => shop.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using IDbContextTransaction transaction = await shop.Database.BeginTransactionAsync();
            shop.Orders.Add(new ShopOrder { Item = "a lamp" });
            await shop.SaveChangesAsync();
            await guess();
            await transaction.RollbackAsync();
        }));

        Assert.Equal((Guesses, 0), (counted, await shop.Orders.CountAsync()));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_context_that_shares_an_open_connection_is_refused(DatabaseKind kind)
    {
        string database = await RecoveryApp.WithShopAsync(await databases.CreateAsync(kind));
        await using DbConnection connection = await database.OpenAsync();
        await using var app = new RecoveryApp(
            builder => builder.UseEntityFrameworkCore<ShopContext>(),
            services: services => services.AddDbContext<ShopContext>(db => _ = kind == DatabaseKind.Sqlite ? db.UseSqlite(connection) : db.UseNpgsql(connection)));

        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => app.IssueAsync(RecoveryApp.Alice));

        Assert.Contains("ShopContext has a connection that is already open", refused.Message, StringComparison.Ordinal);
    }

    private async Task<RecoveryApp> OpenAsync(DatabaseKind kind, bool shop)
    {
        string database = await databases.CreateAsync(kind);
        void Allow(AccountRecoveryOptions options) => options.FreeAttempts = 10;
        return shop
            ? RecoveryApp.OnShop(await RecoveryApp.WithShopAsync(database), configure: Allow)
            : RecoveryApp.On(await RecoveryApp.MigratedAsync(database), configure: Allow);
    }

    /// <summary>Guesses six times, each inside what the host rolls back, and reads how many are counted.</summary>
    private static async Task<int> CountedAsync(RecoveryApp app, Func<Func<Task>, Task> rolledBack)
    {
        string[] codes = await app.IssueAsync(RecoveryApp.Alice);
        foreach (string wrong in RecoveryApp.WrongCodes(codes).Take(Guesses))
        {
            await rolledBack(async () => Assert.IsType<RedeemOutcome.Refused>(await app.RedeemAsync(RecoveryApp.Alice, wrong)));
        }

        return (await app.Codes.GetStatusAsync(RecoveryApp.Alice)).Anonymous.Failures;
    }
}
