using System.Diagnostics;
using System.Globalization;

namespace AccountRecovery;

/// <summary>
/// One bare hash, one wrong code, one right code, and again: neighbours on a shared machine slow all three alike, which they do not when
/// each is measured for seconds by itself.
/// </summary>
internal static class InterleavedRedemption
{
    // Long enough for the runtime to compile everything around the hash for good.
    private const int Warmup = 300;
    private const int Rounds = 200;

    internal static async Task RunAsync()
    {
        Console.WriteLine("| live codes | one hash, median | wrong code, median | right code, median | wrong / hash | right / hash |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|");
        foreach (int live in (int[])[1, 10, 32])
        {
            var bench = new RedemptionBenchmarks { LiveCodes = live };
            bench.Setup();
            var hash = new List<double>();
            var wrong = new List<double>();
            var right = new List<double>();
            for (int round = 0; round < Warmup + Rounds; round++)
            {
                hash.Add(Milliseconds(bench.OneHash));
                wrong.Add(await MillisecondsAsync(bench.WrongCode));
                right.Add(await MillisecondsAsync(bench.RightCode));
            }

            bench.Cleanup();
            (double one, double no, double yes) = (Median(hash), Median(wrong), Median(right));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {live} | {one:F1} ms | {no:F1} ms | {yes:F1} ms | {no / one:F3} | {yes / one:F3} |"));
        }
    }

    private static double Milliseconds(Action work)
    {
        long began = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task<double> MillisecondsAsync(Func<Task<int>> work)
    {
        long began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static double Median(List<double> times)
    {
        double[] sorted = [.. times.Skip(Warmup).Order()];
        return sorted[sorted.Length / 2];
    }
}
