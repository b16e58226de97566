using System.Diagnostics;
using System.Globalization;
using AccountRecovery.Databases;
using Microsoft.EntityFrameworkCore;

namespace AccountRecovery;

/// <summary>Redemptions a second from several processes, beside the same statements written by hand, in turns on one server.</summary>
internal static class Throughput
{
    private const int Processes = 8;
    private const int AccountsEach = 40;

    internal static async Task RunAsync(int rounds)
    {
        await using PostgreSqlServer server = await PostgreSqlServer.StartAsync();
        string connection = await server.CreateDatabaseAsync();
        string rootKey = RootKey.Generate().Reveal();
        await using var application = new Application(rootKey, options => options.UseNpgsql(connection));
        await application.MakeTablesAsync();
        AccountId[] accounts = [.. Enumerable.Range(0, Processes * AccountsEach).Select(_ => Application.NewAccount())];

        Mode[] modes = Enum.GetValues<Mode>();
        Dictionary<Mode, List<double>> rates = modes.ToDictionary(mode => mode, _ => new List<double>());
        foreach (Mode mode in modes)
        {
            await MeasureAsync(mode);
        }

        for (int round = 0; round < rounds; round++)
        {
            foreach (Mode mode in modes)
            {
                rates[mode].Add(await MeasureAsync(mode));
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round + 1}, {mode}: {rates[mode][^1]:F0}/s"));
            }
        }

        double byHand = Median(rates[Mode.ByHand]);
        Console.WriteLine("| from 8 processes on PostgreSQL | a second, median | of by hand |");
        Console.WriteLine("|---|---:|---:|");
        foreach (Mode mode in modes)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {Name(mode)} | {Median(rates[mode]):F0} | {Median(rates[mode]) / byHand:P0} |"));
        }

        async Task<double> MeasureAsync(Mode mode)
        {
            // Every measurement finds new sets, so that all work on rows alike.
            string[][] codes = await Task.WhenAll(accounts.Select(application.IssueAsync));
            Worker[] workers = [.. Enumerable.Range(0, Processes).Select(i => Worker.Start(new Work(
                mode,
                connection,
                rootKey,
                [.. Enumerable.Range(i * AccountsEach, AccountsEach).Select(n => new Work.Item(accounts[n].Value, codes[n]))])))];
            foreach (Worker worker in workers)
            {
                await worker.ReadyAsync();
            }

            long began = Stopwatch.GetTimestamp();
            int[] done = await Task.WhenAll(workers.Select(worker => worker.GoAsync()));
            return done.Sum() / Stopwatch.GetElapsedTime(began).TotalSeconds;
        }
    }

    private static string Name(Mode mode) => mode switch
    {
        Mode.ByHand => "by hand with Npgsql: read, guarded update",
        Mode.ByHandPrepared => "the same, prepared",
        Mode.Store => "the store: read, write",
        Mode.Library => "the library: redeem",
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    private static double Median(List<double> rates) => rates.Order().ElementAt(rates.Count / 2);
}
