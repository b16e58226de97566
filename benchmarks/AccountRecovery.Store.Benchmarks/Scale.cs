using System.Globalization;
using AccountRecovery.Databases;
using AccountRecovery.Ports;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AccountRecovery;

/// <summary>Does one account cost more when there are many? Every size has a database of its own; each round asks all of them in turn.</summary>
internal static class Scale
{
    private const int Warmup = 100;
    private const int Sweeps = 5;
    private const int DueEach = 100;
    private static readonly int[] Sizes = [1_000, 10_000, 100_000, 1_000_000];

    internal static async Task RunAsync(int rounds)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("recovery-scale-");
        try
        {
            await MeasureAsync(
                "SQLite",
                rounds,
                size => Task.FromResult($"Data Source={Path.Combine(folder.FullName, size.ToString(CultureInfo.InvariantCulture))}.db"),
                (options, connection) => options.UseSqlite(connection),
                (connection, accounts, like) =>
                {
                    Population.FillSqlite(connection, accounts, like);
                    return Task.FromResult(Population.BytesInSqlite(connection));
                });
            await using PostgreSqlServer server = await PostgreSqlServer.StartAsync();
            await MeasureAsync(
                "PostgreSQL",
                rounds,
                _ => server.CreateDatabaseAsync(),
                (options, connection) => options.UseNpgsql(connection),
                async (connection, accounts, like) =>
                {
                    await Population.FillPostgreSqlAsync(connection, accounts, like);
                    return await Population.BytesInPostgreSqlAsync(connection);
                });
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(
        string name,
        int rounds,
        Func<int, Task<string>> create,
        Action<DbContextOptionsBuilder, string> use,
        Func<string, int, StoredRecord, Task<long>> fill)
    {
        var sizes = new List<Sized>();
        foreach (int size in Sizes)
        {
            Console.Error.WriteLine($"{name}: filling {size} accounts");
            string connection = await create(size);
            sizes.Add(await Sized.CreateAsync(size, rounds + Warmup, Sweeps, DueEach, options => use(options, connection), (accounts, like) => fill(connection, accounts, like)));
        }

        Console.Error.WriteLine($"{name}: {rounds} rounds");
        for (int round = 0; round < rounds + Warmup; round++)
        {
            foreach (Sized one in sizes)
            {
                await one.RedeemAsync();
            }
        }

        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (Sized one in sizes)
            {
                await one.SweepAsync(DueEach);
            }
        }

        Console.WriteLine($"\n{name}\n");
        Console.WriteLine("| accounts | redemption, median | ratio | sweep of 100 due, median | ratio | bytes an account | sealed |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|");
        foreach (Sized one in sizes)
        {
            double redemption = one.Redemption(Warmup);
            double ratio = redemption / sizes[0].Redemption(Warmup);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {one.Accounts:N0} | {redemption:F2} ms | {ratio:F2} | {one.Sweep:F0} ms | {one.Sweep / sizes[0].Sweep:F2} | {one.BytesEach:F0} | {one.SealedBytes} |"));
        }

        Console.WriteLine($"\nHow what is due is found among {sizes[^1].Accounts:N0}:\n\n```\n{sizes[^1].Plan}\n```");
        foreach (Sized one in sizes)
        {
            await one.DisposeAsync();
        }
    }
}
