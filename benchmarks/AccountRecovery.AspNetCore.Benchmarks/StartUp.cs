using System.Diagnostics;
using System.Globalization;

namespace AccountRecovery;

/// <summary>What the line costs an application that starts: both are started in turns, so that both see the same noise.</summary>
internal static class StartUp
{
    private const double MiB = 1 << 20;

    internal static async Task RunAsync(int rounds)
    {
        string[] kinds = ["without", "with"];
        List<Run>[] runs = [[], []];
        for (int round = 0; round <= rounds; round++)
        {
            for (int kind = 0; kind < kinds.Length; kind++)
            {
                Run run = await StartAsync(kinds[kind]);

                // The first of each warms the disk.
                if (round > 0)
                {
                    runs[kind].Add(run);
                }
            }

            Console.Error.Write($"\r{round} of {rounds}");
        }

        Console.Error.WriteLine();
        Console.WriteLine("| median of " + rounds.ToString(CultureInfo.InvariantCulture) + " | without | with | ratio |\n|---|---|---|---|");
        Print("to the first answer, ms", run => run.Milliseconds);
        Print("of it on a processor, ms", run => run.ProcessorMilliseconds);
        Print("memory then, MiB", run => run.Bytes / MiB);

        void Print(string name, Func<Run, double> figure)
        {
            double[] medians = [.. runs.Select(kind => Median(kind.Select(figure)))];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {medians[0]:F0} | {medians[1]:F0} | {medians[1] / medians[0]:F2} |"));
        }
    }

    private static async Task<Run> StartAsync(string kind)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        start.ArgumentList.Add("serve");
        start.ArgumentList.Add(kind);
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string[] said = (await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The application said nothing.")).Split(' ');
        double milliseconds = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        await process.WaitForExitAsync();
        return new Run(milliseconds, double.Parse(said[0], CultureInfo.InvariantCulture), double.Parse(said[1], CultureInfo.InvariantCulture));
    }

    private static double Median(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        return sorted[sorted.Length / 2];
    }

    private sealed record Run(double Milliseconds, double ProcessorMilliseconds, double Bytes);
}
