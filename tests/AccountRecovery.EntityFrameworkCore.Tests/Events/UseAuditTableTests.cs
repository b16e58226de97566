using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

public sealed class UseAuditTableTests(DatabaseFixture databases)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_may_be_called_before_or_after_the_database_and_twice(bool before)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(DatabaseKind.Sqlite, databases);
        await using var application = new Application(builder =>
        {
            _ = before ? builder.UseAuditTable().UseAuditTable() : builder;
            builder.UseEntityFrameworkCore(options => database.Use(options));
            _ = before ? builder : builder.UseAuditTable().UseAuditTable();
        });

        await application.IssueAsync(new AccountId("alice"));
        await application.DrainAsync();

        Assert.Single(await application.Audit.ListAsync(new AuditQuery(), TestContext.Current.CancellationToken));
        Assert.Single(application.Provider.GetServices<IRecoveryEventSink>());
        Assert.Single(application.Provider.GetServices<IRecoveryAudit>());
    }

    [Fact]
    public async Task Without_a_database_it_says_what_to_call()
    {
        await using var application = new Application(builder => builder.UseInMemoryStore().UseAuditTable());

        OptionsValidationException failure = Assert.Throws<OptionsValidationException>(() => application.Codes);
        Assert.Contains("UseAuditTable() needs a database: call UseEntityFrameworkCore(...)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("call UseEntityFrameworkCore(...)", Assert.Throws<InvalidOperationException>(() => application.Audit).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task It_works_in_the_host_s_own_model_with_a_schema_and_retries_of_its_own(DatabaseKind kind)
    {
        string database = await RecoveryApp.WithShopAsync(await databases.CreateAsync(kind));
        await using var application = new Application(
            builder => builder.UseEntityFrameworkCore<ShopContext>().UseAuditTable().UseSendBudget(),
            configure: null,
            services => services.AddDbContext<ShopContext>(options => options.Use(database, retries: true)));

        await application.IssueAsync(new AccountId("alice"));
        await application.DrainAsync();

        Assert.Equal(RecoveryEventKind.CodesIssued, Assert.Single(await application.Audit.ListAsync(new AuditQuery(), TestContext.Current.CancellationToken)).Kind);
        Assert.Equal(1, await application.Audit.PruneAsync(Application.Start + NodaTime.Duration.Epsilon, TestContext.Current.CancellationToken));
    }
}
