using System.Runtime.CompilerServices;
using AccountRecovery.Databases;
using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>The code blocks of docs/audit-table.md and docs/send-budget.md, compiled and run, and their statements, carried out.</summary>
public sealed class TableSnippets(DatabaseFixture databases)
{
    [Fact]
    public async Task The_blocks_of_the_audit_table_do_what_they_say()
    {
        string connectionString = await databases.CreateAsync(DatabaseKind.Sqlite);
        string rootKey = RootKey.Generate().Reveal();
        var services = new ServiceCollection();

        services.AddAccountRecovery(o => o.RootKeys.Add(new RootKeyOptions { Key = rootKey }))
            .UseEntityFrameworkCore(db => db.UseSqlite(connectionString))
            .UseAuditTable();

        var clock = new ManualClock(Instant.FromUtc(2026, 3, 1, 12, 0));
        services.AddSingleton<IClock>(clock);
        await using ServiceProvider provider = services.BuildServiceProvider();
        await provider.MigrateAccountRecoveryAsync(TestContext.Current.CancellationToken);
        IRecoveryAudit audit = provider.GetRequiredService<IRecoveryAudit>();
        var account = new AccountId("alice");
        RecoveryTicket password = await provider.GetRequiredService<ITickets>().VouchAsync(account, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, Caller.Anonymous(flow: null, twoStep: false), TestContext.Current.CancellationToken);
        await provider.GetRequiredService<IBackupCodes>().GenerateAsync(account, Caller.Anonymous(flow: null, twoStep: false).Having(password), cancellationToken: TestContext.Current.CancellationToken);
        await provider.GetRequiredService<EventDelivery>().DrainAsync();

#pragma warning disable xUnit1051 // A reader of the page has no such token.
        var query = new AuditQuery { Account = account, From = clock.GetCurrentInstant() - Duration.FromDays(90), Max = 50 };
        IReadOnlyList<RecoveryEvent> page = await audit.ListAsync(query);
        IReadOnlyList<RecoveryEvent> next = await audit.ListAsync(query with { After = page[^1] });

        Assert.Equal(RecoveryEventKind.CodesIssued, Assert.Single(page).Kind);
        Assert.Empty(next);

        clock.Advance(Duration.FromDays(401));
        long pruned = await audit.PruneAsync(clock.GetCurrentInstant() - Duration.FromDays(400));
#pragma warning restore xUnit1051

        Assert.Equal(1, pruned);
    }

    [Fact]
    public async Task The_blocks_of_the_send_budget_do_what_they_say()
    {
        string connectionString = await databases.CreateAsync(DatabaseKind.Sqlite);
        string rootKey = RootKey.Generate().Reveal();
        var services = new ServiceCollection();

        services.AddAccountRecovery(o => o.RootKeys.Add(new RootKeyOptions { Key = rootKey }))
            .UseEntityFrameworkCore(db => db.UseSqlite(connectionString))
            .UseSendBudget(budget =>
            {
                budget.TenantSeparator = "/";
                budget.Limits.Add(new SendLimit { Scope = SendScope.Prefix, Most = 10, Window = TimeSpan.FromHours(1) });
                budget.Limits.Add(new SendLimit { Scope = SendScope.Country, Most = 0, Window = TimeSpan.FromHours(1) });
                budget.Limits.Add(new SendLimit { Scope = SendScope.Country, For = "GB", Most = 500, Window = TimeSpan.FromHours(1) });
                budget.Limits.Add(new SendLimit { Scope = SendScope.Tenant, Most = 300, Window = TimeSpan.FromHours(1) });
                budget.Limits.Add(new SendLimit { Scope = SendScope.Total, Most = 2000, Window = TimeSpan.FromDays(1) });
            });

        await using ServiceProvider provider = services.BuildServiceProvider();
        await provider.MigrateAccountRecoveryAsync(TestContext.Current.CancellationToken);
        ISendPolicy policy = provider.GetRequiredService<ISendPolicy>();
        var clock = new ManualClock(Instant.FromUtc(2026, 3, 1, 12, 0));
        var account = new AccountId("acme/alice");
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;

        bool maySend = await policy.TryTakeAsync(
            new SendRequest { Account = account, Channel = ContactChannel.Sms, Address = "+447700900123", Country = "GB", At = clock.GetCurrentInstant() }, cancellationToken);

        Assert.True(maySend);
    }

    [Theory]
    [InlineData("audit-table.md")]
    [InlineData("send-budget.md")]
    public async Task The_statements_of_a_page_are_good_SQL(string page)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(DatabaseKind.PostgreSql, databases);
        string[] lines = await File.ReadAllLinesAsync(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", page), TestContext.Current.CancellationToken);
        string statements = string.Join('\n', lines.SkipWhile(line => line != "```sql").Skip(1).TakeWhile(line => line != "```"));

        Assert.NotEmpty(statements);
        await database.ConnectionString.ExecuteAsync(statements);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
