using System.Globalization;
using AccountRecovery.Databases;
using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>An application with the library in it, on a database: manual clock, fast hasher.</summary>
internal sealed class RecoveryApp : IAsyncDisposable
{
    internal static readonly Instant Start = Instant.FromUtc(2026, 3, 1, 12, 0);
    internal static readonly AccountId Alice = new("alice");
    internal static readonly Caller Owner = new() { Session = "session-1" };
    internal static readonly Caller Stranger = new() { Source = "198.51.100.23" };

    internal RecoveryApp(
        Action<AccountRecoveryBuilder> store, RootKey? rootKey = null, Action<AccountRecoveryOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton<IClock>(Clock);
        AccountRecoveryBuilder builder = collection.AddAccountRecovery(options =>
        {
            options.RootKeys.Add(new RootKeyOptions { Key = (rootKey ?? RootKey.Generate()).Reveal() });
            options.HashingLanes = 2;
            configure?.Invoke(options);
        });
        store(builder);
        collection.AddSingleton<ICodeHasher>(Hasher);
        services?.Invoke(collection);
        Provider = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    internal ManualClock Clock { get; } = new(Start);

    internal FastCodeHasher Hasher { get; } = new();

    internal ServiceProvider Provider { get; }

    internal IRecoveryStore Store => Provider.GetRequiredService<IRecoveryStore>();

    internal IBackupCodes Codes => Provider.GetRequiredService<IBackupCodes>();

    internal ITickets Tickets => Provider.GetRequiredService<ITickets>();

    /// <summary>On the package's own context; its tables are made by <see cref="MigrateAsync"/>.</summary>
    internal static RecoveryApp On(string database, Action<DbContextOptionsBuilder>? more = null, RootKey? rootKey = null, Action<AccountRecoveryOptions>? configure = null) =>
        new(builder => builder.UseEntityFrameworkCore(db => More(db.Use(database), more)), rootKey, configure);

    /// <summary>On a context of the application's own.</summary>
    internal static RecoveryApp OnShop(string database, Action<DbContextOptionsBuilder>? more = null, RootKey? rootKey = null, Action<AccountRecoveryOptions>? configure = null) =>
        new(builder => builder.UseEntityFrameworkCore<ShopContext>(), rootKey, configure, services: services => services.AddDbContext<ShopContext>(db => More(db.Use(database, retries: true).AddInterceptors(new HostSqliteSettings("PRAGMA busy_timeout = 10000")), more)));

    /// <summary>Makes a database with the tables in it.</summary>
    internal static async Task<string> MigratedAsync(string database)
    {
        await using RecoveryApp app = On(database);
        await app.MigrateAsync();
        return database;
    }

    /// <summary>Makes a database with the tables of the application's own context in it.</summary>
    internal static async Task<string> WithShopAsync(string database)
    {
        await using RecoveryApp app = OnShop(database);
        await using AsyncServiceScope scope = app.Provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ShopContext>().Database.EnsureCreatedAsync();
        return database;
    }

    /// <summary>Well-formed codes of 8 digits that are not in a set.</summary>
    internal static IEnumerable<string> WrongCodes(string[] codes) =>
        Enumerable.Range(0, 100).Select(number => string.Create(CultureInfo.InvariantCulture, $"1234 {number:D4}")).Except(codes, StringComparer.Ordinal);

    /// <summary>Makes the tables as an earlier version had them: the first of its migrations only.</summary>
    internal static async Task MigrateToAsync(string database, int migrations)
    {
        await using RecoveryDbContext db = Context(database);
        await database.ExecuteAsync(SchemaUpgrade.HistoryScript(db));
        foreach (string migration in db.Database.GetMigrations().Take(migrations))
        {
            await database.ExecuteAsync(SchemaUpgrade.Script(db, migration));
        }
    }

    /// <summary>The package's own context by itself.</summary>
    internal static RecoveryDbContext Context(string database)
    {
        RecoveryApp app = On(database);
        return app.Provider.GetRequiredService<IDbContextFactory<RecoveryDbContext>>().CreateDbContext();
    }

    internal Task MigrateAsync() => Provider.MigrateAccountRecoveryAsync();

    internal async Task<string[]> IssueAsync(AccountId account)
    {
        RecoveryTicket password = await Tickets.VouchAsync(account, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, Owner);
        IssueOutcome.Issued issued = Assert.IsType<IssueOutcome.Issued>(await Codes.GenerateAsync(account, Owner.Having(password)));
        return [.. issued.Sheet.Codes.Select(code => code.Reveal())];
    }

    internal Task<RedeemOutcome> RedeemAsync(AccountId account, string typed, Caller? caller = null) =>
        Codes.RedeemAsync(account, typed, caller ?? Stranger).AsTask();

    public ValueTask DisposeAsync() => Provider.DisposeAsync();

    private static void More(DbContextOptionsBuilder db, Action<DbContextOptionsBuilder>? more) => more?.Invoke(db);
}
