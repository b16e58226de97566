using AccountRecovery.Ports;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

#pragma warning disable RS0030 // Identity lets an application have Guids for ids; nothing here makes one.

namespace AccountRecovery;

/// <summary>Users whose ids are not text, users of several types, tenants, and a store that an application has written for itself.</summary>
public sealed class KeyTypesTests(DatabaseFixture databases)
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Users_with_numbers_and_users_with_guids_in_one_application(Engine engine)
    {
        string connection = await databases.CreateAsync(engine);
        string other = await databases.CreateAsync(engine);
        await using ServiceProvider services = Build(identity =>
        {
            identity.AddDbContext<NumberDb>(options => Shop.Use(options, connection));
            identity.AddDbContext<GuidDb>(options => Shop.Use(options, other));
            identity.AddIdentityCore<IdentityUser<int>>().AddEntityFrameworkStores<NumberDb>()
                .UseAccountRecovery<IdentityUser<int>>(options => options.AccountPrefix = user => $"shop-{user.UserName}/");
            identity.AddIdentityCore<IdentityUser<Guid>>().AddEntityFrameworkStores<GuidDb>()
                .UseAccountRecovery<IdentityUser<Guid>>(options => options.AccountPrefix = _ => "staff/");
        });
        await StartAsync(services);
        await EnsureCreatedAsync<NumberDb>(services);
        await EnsureCreatedAsync<GuidDb>(services);

        await StoryAsync(services, new IdentityUser<int>("alice"));
        await StoryAsync(services, new IdentityUser<Guid>("alice"));

        Assert.Equal(1, (await services.GetRequiredService<IBackupCodes>().GetStatusAsync(new AccountId("shop-alice/1"), TestContext.Current.CancellationToken)).Remaining);
        List<RecoveryCodeMigrationStep> steps = [];
        await foreach (RecoveryCodeMigrationStep step in services.MigrateRecoveryCodesAsync(TestContext.Current.CancellationToken))
        {
            steps.Add(step);
        }

        Assert.All(steps, step => Assert.Equal((1, 1, 0, 0), (step.Users, step.Examined, step.TakenOver, step.Left)));
        Assert.Equal(2, steps.Count);
    }

    [Fact]
    public async Task Several_user_types_need_a_prefix_each()
    {
        await using ServiceProvider services = Build(identity =>
        {
            identity.AddIdentityCore<IdentityUser<int>>().AddUserStore<OwnStore<IdentityUser<int>>>().UseAccountRecovery<IdentityUser<int>>(options => options.AccountPrefix = _ => "shop/");
            identity.AddIdentityCore<IdentityUser<Guid>>().AddUserStore<OwnStore<IdentityUser<Guid>>>().UseAccountRecovery();
        });

        InvalidOperationException fault = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(services));

        Assert.Contains("prefix of its own", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_of_the_applications_own_that_knows_nothing_of_recovery_codes()
    {
        await using ServiceProvider services = Build(identity => identity.AddIdentityCore<IdentityUser<int>>().AddUserStore<OwnStore<IdentityUser<int>>>().UseAccountRecovery());
        await StartAsync(services);

        await StoryAsync(services, new IdentityUser<int>("alice") { Id = 7 });
    }

    private static ServiceProvider Build(Action<IServiceCollection> identity)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddAccountRecovery(options => options.RootKeys.Add(new RootKeyOptions { Key = Shop.RootKey })).UseInMemoryStore();
        services.AddSingleton<ICodeHasher, CountingHasher>();
        identity(services);
        return services.BuildServiceProvider(validateScopes: true);
    }

    private static async Task StartAsync(ServiceProvider services)
    {
        foreach (IHostedService hosted in services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task EnsureCreatedAsync<TContext>(ServiceProvider services)
        where TContext : DbContext
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TContext>().Database.EnsureCreatedAsync();
    }

    private static async Task StoryAsync<TUser>(ServiceProvider services, TUser user)
        where TUser : class
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        UserManager<TUser> users = scope.ServiceProvider.GetRequiredService<UserManager<TUser>>();
        Shop.Check(await users.CreateAsync(user));
        string[] codes = [.. (await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 2))!];

        Shop.Check(await users.RedeemTwoFactorRecoveryCodeAsync(user, codes[1]));
        Assert.False((await users.RedeemTwoFactorRecoveryCodeAsync(user, codes[1])).Succeeded);
        Assert.Equal(1, await users.CountRecoveryCodesAsync(user));
    }

    private sealed class NumberDb(DbContextOptions<NumberDb> options) : IdentityUserContext<IdentityUser<int>, int>(options);

    private sealed class GuidDb(DbContextOptions<GuidDb> options) : IdentityUserContext<IdentityUser<Guid>, Guid>(options);

    private sealed class OwnStore<TUser> : IUserStore<TUser>
        where TUser : class
    {
        public Task<IdentityResult> CreateAsync(TUser user, CancellationToken cancellationToken) => Task.FromResult(IdentityResult.Success);

        public Task<IdentityResult> UpdateAsync(TUser user, CancellationToken cancellationToken) => Task.FromResult(IdentityResult.Success);

        public Task<IdentityResult> DeleteAsync(TUser user, CancellationToken cancellationToken) => Task.FromResult(IdentityResult.Success);

        public Task<TUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Task.FromResult<TUser?>(null);

        public Task<TUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => Task.FromResult<TUser?>(null);

        public Task<string> GetUserIdAsync(TUser user, CancellationToken cancellationToken) => Task.FromResult("7");

        public Task<string?> GetUserNameAsync(TUser user, CancellationToken cancellationToken) => Task.FromResult<string?>("alice");

        public Task<string?> GetNormalizedUserNameAsync(TUser user, CancellationToken cancellationToken) => Task.FromResult<string?>("ALICE");

        public Task SetUserNameAsync(TUser user, string? userName, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task SetNormalizedUserNameAsync(TUser user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
