using System.Diagnostics;
using System.Globalization;
using AccountRecovery.Databases;
using Microsoft.EntityFrameworkCore;

namespace AccountRecovery;

/// <summary>Redemptions a second from several processes, beside the same statements written by hand, in short turns on one server.</summary>
internal static class Throughput
{
    private const int Processes = 8;

    // The runtime compiles twice what it runs often, which takes a busy machine many thousands of calls; no turn before counts.
    private const int WarmUps = 20;

    internal static async Task RunAsync(int rounds)
    {
        await using PostgreSqlServer server = await PostgreSqlServer.StartAsync();
        string connection = await server.CreateDatabaseAsync();
        string rootKey = RootKey.Generate().Reveal();
        await using (var application = new Application(rootKey, options => options.UseNpgsql(connection)))
        {
            await application.MakeTablesAsync();
        }

        Worker[] workers = [.. Enumerable.Range(0, Processes).Select(_ => Worker.Start(new Work(connection, rootKey)))];
        Mode[] modes = Enum.GetValues<Mode>();
        Dictionary<Mode, List<Turn>> turns = modes.ToDictionary(mode => mode, _ => new List<Turn>());
        for (int round = 0; round < WarmUps + rounds; round++)
        {
            foreach (Mode mode in modes)
            {
                Turn turn = await MeasureAsync(workers, mode);
                Console.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(round < WarmUps ? "warm-up" : "round")} {(round < WarmUps ? round : round - WarmUps) + 1}, {mode}: {turn.Rate:F0}/s, {turn.Processor:F0} µs each"));
                if (round >= WarmUps)
                {
                    turns[mode].Add(turn);
                }
            }
        }

        foreach (Worker worker in workers)
        {
            await worker.DisposeAsync();
        }

        Console.WriteLine($"| from {Processes} processes on PostgreSQL, {rounds} turns | a second, median | of by hand, median of the turns | processor time of the client |");
        Console.WriteLine("|---|---:|---:|---:|");
        foreach (Mode mode in modes)
        {
            // Each turn beside the one by hand of the same round, since a shared machine is not the same from one minute to the next.
            double share = Median(turns[mode].Zip(turns[Mode.ByHand], (turn, byHand) => turn.Rate / byHand.Rate));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {Name(mode)} | {Median(turns[mode].Select(turn => turn.Rate)):F0} | {share:P0} | {Median(turns[mode].Select(turn => turn.Processor)):F0} µs |"));
        }
    }

    private static async Task<Turn> MeasureAsync(Worker[] workers, Mode mode)
    {
        await Task.WhenAll(workers.Select(worker => worker.PrepareAsync(mode)));
        long began = Stopwatch.GetTimestamp();
        (int Calls, TimeSpan Processor)[] done = await Task.WhenAll(workers.Select(worker => worker.GoAsync()));
        int calls = done.Sum(one => one.Calls);
        return new Turn(calls / Stopwatch.GetElapsedTime(began).TotalSeconds, done.Sum(one => one.Processor.TotalMicroseconds) / calls);
    }

    private static string Name(Mode mode) => mode switch
    {
        Mode.ByHand => "by hand with Npgsql: read, guarded update",
        Mode.ByHandPrepared => "the same, prepared",
        Mode.Store => "the store: read, write",
        Mode.Library => "the library: redeem",
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private sealed record Turn(double Rate, double Processor);
}
