using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery;

/// <summary>The code of docs/identity.md.</summary>
public sealed class IdentitySnippets
{
    [Fact]
    public void The_page_compiles()
    {
        var services = new ServiceCollection();
        Before(new ServiceCollection());
        After(services, RootKey.Generate().Reveal(), "Host=localhost");

        Assert.Contains(services, service => service.ServiceType == typeof(UserManager<IdentityUser>) && service.ImplementationType == typeof(RecoveryUserManager<IdentityUser>));
        Assert.Contains(services, service => service.ServiceType == typeof(SignInManager<IdentityUser>) && service.ImplementationType == typeof(RecoverySignInManager<IdentityUser>));
        Tenants(services.AddIdentityCore<ShopUser>());
        Assert.NotNull((Func<WebApplication, string[], Task>)RunAsync);
    }

    private static void Before(IServiceCollection services) =>
        services.AddIdentityApiEndpoints<IdentityUser>()
            .AddEntityFrameworkStores<AppDbContext>();

    private static void After(IServiceCollection services, string rootKey, string connectionString)
    {
        services.AddAccountRecovery(o => o.RootKeys.Add(new RootKeyOptions { Key = rootKey }))
            .UseEntityFrameworkCore(db => db.UseNpgsql(connectionString));
        services.AddIdentityApiEndpoints<IdentityUser>()
            .AddEntityFrameworkStores<AppDbContext>()
            .UseAccountRecovery();
    }

    private static void Tenants(IdentityBuilder builder) =>
        builder.UseAccountRecovery<ShopUser>(options => options.AccountPrefix = user => user.Tenant + "/");

    private static async Task RunAsync(WebApplication app, string[] args)
    {
        if (await app.TryMigrateRecoveryCodesAsync(args))
        {
            return;
        }

        await app.RunAsync();
    }

    private sealed class AppDbContext(DbContextOptions<AppDbContext> options) : IdentityDbContext<IdentityUser>(options);

    private sealed class ShopUser : IdentityUser
    {
        public string Tenant { get; set; } = string.Empty;
    }
}
