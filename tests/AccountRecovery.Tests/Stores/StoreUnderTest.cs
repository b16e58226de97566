using System.Collections.Concurrent;
using AccountRecovery.Databases;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(AccountRecovery.StoreUnderTest))]

namespace AccountRecovery;

/// <summary>
/// Runs every test of this assembly that brings no store of its own on the database that ACCOUNTRECOVERY_STORE names, <c>Sqlite</c> or <c>PostgreSql</c>;
/// without it, in memory.
/// </summary>
public sealed class StoreUnderTest : IAsyncDisposable
{
    // A test that is over leaves its database, emptied, to the next.
    private static readonly ConcurrentBag<string> Empty = [];
    private static readonly Lazy<SqliteFolder> Files = new();
    private static readonly Lazy<Task<PostgreSqlServer>> Server = new(PostgreSqlServer.StartAsync);

    internal static string? Name { get; } = Environment.GetEnvironmentVariable("ACCOUNTRECOVERY_STORE") is { Length: > 0 } name ? name : null;

    /// <summary>Chooses the store of an application.</summary>
    /// <returns>The database, to be given back; null in memory.</returns>
    internal static string? Choose(AccountRecoveryBuilder builder)
    {
        if (Name is null)
        {
            builder.UseInMemoryStore();
            return null;
        }

        string database = Empty.TryTake(out string? left) ? left : Task.Run(MakeAsync).GetAwaiter().GetResult();
        builder.UseEntityFrameworkCore(db => db.Use(database));
        return database;
    }

    /// <summary>Takes a database back when its application is gone.</summary>
    internal static async Task ReturnAsync(string? database)
    {
        if (database is not null)
        {
            await database.ExecuteAsync("DELETE FROM account_recovery_records; DELETE FROM account_recovery_events; DELETE FROM account_recovery_sends");
            Empty.Add(database);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Files.IsValueCreated)
        {
            Files.Value.Dispose();
        }

        if (Server.IsValueCreated)
        {
            await (await Server.Value).DisposeAsync();
        }
    }

    private static async Task<string> MakeAsync()
    {
        string database = Name switch
        {
            "Sqlite" => Files.Value.CreateDatabase(),
            "PostgreSql" => await (await Server.Value).CreateDatabaseAsync(),
            _ => throw new InvalidOperationException($"ACCOUNTRECOVERY_STORE is \"{Name}\"; it may be Sqlite or PostgreSql."),
        };
        var services = new ServiceCollection();
        services.AddAccountRecovery().UseEntityFrameworkCore(db => db.Use(database));
        await using ServiceProvider provider = services.BuildServiceProvider();
        await provider.MigrateAccountRecoveryAsync();
        return database;
    }
}
