using System.Globalization;
using AccountRecovery.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AccountRecovery;

/// <summary>An application with stock Identity, its stock pages and endpoints, over real Kestrel; with the one line or without it.</summary>
internal sealed class Shop : IAsyncDisposable
{
    internal const string RootKey = "q6Vt0mXk2cB9sYh4LwJ8pZrN1uFgD7aQe5iTzKoCxRE=";

    private readonly WebApplication _app;

    private Shop(WebApplication app, CountingHasher hasher, Clock clock, LogSpy log)
    {
        (_app, Hasher, Time, Log) = (app, hasher, clock, log);
    }

    internal CountingHasher Hasher { get; }

    internal Clock Time { get; }

    internal LogSpy Log { get; }

    internal IServiceProvider Services => _app.Services;

    internal WebApplication App => _app;

    internal static async Task<Shop> StartAsync(string connection, bool withTheLine = true, bool starts = true, Action<IdentityBuilder>? identity = null, int hashMilliseconds = 0, int lanes = 0)
    {
        var hasher = new CountingHasher(hashMilliseconds);
        var clock = new Clock();
        var log = new LogSpy();
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(Shop).Assembly.GetName().Name });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<ILoggerFactory>(log);
        builder.Services.AddDbContext<ShopDb>(options => Use(options, connection));
        IdentityBuilder users = builder.Services.AddIdentityApiEndpoints<IdentityUser>().AddEntityFrameworkStores<ShopDb>().AddDefaultUI();
        builder.Services.AddRazorPages();
        builder.Services.AddAuthorization();
        builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
        if (withTheLine)
        {
            builder.Services.AddSingleton<IClock>(clock);
            builder.Services.AddSingleton<ICodeHasher>(hasher);
            builder.Services
                .AddAccountRecovery(options =>
                {
                    options.RootKeys.Add(new RootKeyOptions { Key = RootKey });
                    options.HashingLanes = lanes;
                })
                .UseEntityFrameworkCore(options => Use(options, connection));
            users.UseAccountRecovery();
        }

        identity?.Invoke(users);
        WebApplication app = builder.Build();
        app.MapRazorPages();
        app.MapGroup("/api").MapIdentityApi<IdentityUser>();
        await using (AsyncServiceScope scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ShopDb>().Database.EnsureCreatedAsync();
        }

        if (withTheLine)
        {
            await app.Services.MigrateAccountRecoveryAsync();
        }

        var shop = new Shop(app, hasher, clock, log);
        if (starts)
        {
            await app.StartAsync();
        }

        return shop;
    }

    /// <summary>A browser with an empty cookie jar.</summary>
    internal Browser Open() => new(_app.Urls.First());

    /// <summary>Runs something in a request's scope.</summary>
    internal async Task<T> WithUsersAsync<T>(Func<UserManager<IdentityUser>, Task<T>> work)
    {
        await using AsyncServiceScope scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>());
    }

    /// <summary>A user with two-step verification on and, if given, clear-text codes as stock Identity leaves them.</summary>
    internal Task<string> AddUserAsync(string name, params string[] oldCodes) => WithUsersAsync(async users =>
    {
        var user = new IdentityUser(name) { Email = name, EmailConfirmed = true };
        Check(await users.CreateAsync(user, Browser.Password));
        Check(await users.ResetAuthenticatorKeyAsync(user));
        Check(await users.SetTwoFactorEnabledAsync(user, true));
        if (oldCodes.Length > 0)
        {
            Check(await users.SetAuthenticationTokenAsync(user, "[AspNetUserStore]", "RecoveryCodes", string.Join(';', oldCodes)));
        }

        return user.Id;
    });

    internal Task<string[]> IssueAsync(string name, int number = 10) => WithUsersAsync(async users =>
        (await users.GenerateNewTwoFactorRecoveryCodesAsync((await users.FindByNameAsync(name))!, number))!.ToArray());

    internal Task LockAsync(string name, DateTimeOffset? until) => WithUsersAsync(async users =>
    {
        IdentityUser user = (await users.FindByNameAsync(name))!;
        Check(await users.SetLockoutEnabledAsync(user, true));
        Check(await users.SetLockoutEndDateAsync(user, until));
        return 0;
    });

    internal Task<int> CountAsync(string name) => WithUsersAsync(async users => await users.CountRecoveryCodesAsync((await users.FindByNameAsync(name))!));

    internal async Task<int> TokensAsync()
    {
        await using AsyncServiceScope scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ShopDb>().UserTokens.CountAsync(token => token.Name.Contains("RecoveryCodes") && token.Value != string.Empty);
    }

    internal ValueTask<BackupCodeStatus> StatusAsync(string id) => Services.GetRequiredService<IBackupCodes>().GetStatusAsync(new AccountId(id));

    internal static void Check(IdentityResult result) => Assert.True(result.Succeeded, result.ToString());

    internal static void Use(DbContextOptionsBuilder options, string connection)
    {
        if (connection.Contains("Data Source", StringComparison.OrdinalIgnoreCase))
        {
            options.UseSqlite(new SqliteConnectionStringBuilder(connection) { DefaultTimeout = 30 }.ConnectionString);
        }
        else
        {
            options.UseNpgsql(connection);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Log.Dispose();
    }

    /// <summary>The library's time; Identity goes by the machine's.</summary>
    internal sealed class Clock : IClock
    {
        private Instant _now = SystemClock.Instance.GetCurrentInstant();

        public Instant GetCurrentInstant() => _now;

        internal void Advance(Duration by) => _now += by;

        /// <summary>As late as the processes that went by the machine's time meanwhile: far behind them, nothing would be decided here.</summary>
        internal void CatchUp() => _now = SystemClock.Instance.GetCurrentInstant();

        public override string ToString() => _now.ToString("g", CultureInfo.InvariantCulture);
    }
}
