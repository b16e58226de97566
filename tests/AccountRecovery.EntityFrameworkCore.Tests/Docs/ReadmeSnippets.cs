using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery;

/// <summary>The first code blocks of README.md, compiled and run.</summary>
public sealed class ReadmeSnippets(DatabaseFixture databases)
{
    [Fact]
    public async Task An_application_starts_as_the_readme_says()
    {
        string connectionString = await databases.CreateAsync(DatabaseKind.Sqlite);
        string rootKey = RootKey.Generate().Reveal();
        var services = new ServiceCollection();

        services.AddAccountRecovery(o => o.RootKeys.Add(new RootKeyOptions { Key = rootKey }))
            .UseEntityFrameworkCore(db => db.UseSqlite(connectionString));

        await using ServiceProvider provider = services.BuildServiceProvider();
#pragma warning disable xUnit1051 // A reader of the page has no such token.
        await provider.MigrateAccountRecoveryAsync();
#pragma warning restore xUnit1051

        BackupCodeStatus status = await provider.GetRequiredService<IBackupCodes>().GetStatusAsync(new AccountId("alice"), TestContext.Current.CancellationToken);
        Assert.Null(status.SetNumber);
    }
}
