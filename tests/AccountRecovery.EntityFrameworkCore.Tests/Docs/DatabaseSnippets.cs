using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery;

/// <summary>The code blocks of docs/databases.md, compiled and run.</summary>
public sealed class DatabaseSnippets(DatabaseFixture databases)
{
    [Fact]
    public async Task The_packages_own_context_does_what_the_page_says()
    {
        string rootKey = RootKey.Generate().Reveal();
        string folder = Directory.GetCurrentDirectory();
        string file = Path.Combine(folder, "recovery.db");
        File.Delete(file);
        var collection = new ServiceCollection();
        AddOwn(collection, rootKey);
        await using ServiceProvider provider = collection.BuildServiceProvider();
        IServiceProvider services = provider;

        await services.MigrateAccountRecoveryAsync();

        Assert.Null(await provider.GetRequiredService<IRecoveryStore>().ReadAsync(RecoveryApp.Alice, CancellationToken.None));
        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task A_context_of_the_host_does_what_the_page_says()
    {
        var collection = new ServiceCollection();
        AddHosts(collection, RootKey.Generate().Reveal(), await databases.CreateAsync(DatabaseKind.PostgreSql));
        await using ServiceProvider provider = collection.BuildServiceProvider();
        await using (AsyncServiceScope scope = provider.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.EnsureCreatedAsync();
        }

        Assert.Null(await provider.GetRequiredService<IRecoveryStore>().ReadAsync(RecoveryApp.Alice, CancellationToken.None));
    }

    private static void AddOwn(ServiceCollection services, string rootKey)
    {
        services.AddAccountRecovery(o => o.RootKeys.Add(new RootKeyOptions { Key = rootKey }))
            .UseEntityFrameworkCore(db => db.UseSqlite("Data Source=recovery.db"));
    }

    private static void AddHosts(ServiceCollection services, string rootKey, string connectionString)
    {
        services.AddDbContext<AppDbContext>(db => db.UseNpgsql(connectionString));
        services.AddAccountRecovery(o => o.RootKeys.Add(new RootKeyOptions { Key = rootKey }))
            .UseEntityFrameworkCore<AppDbContext>();
    }
}
