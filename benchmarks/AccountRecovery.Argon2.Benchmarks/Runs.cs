using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AccountRecovery;

/// <summary>Starts this program again for each kernel, with the runtime's switches, so that each is compiled as on a processor that has no more.</summary>
internal static class Runs
{
    // Where its memory lies is a process's luck, and moves its figures by some per cent.
    private const int Processes = 7;

    private static readonly string[] Switches = ["", "DOTNET_EnableAVX512", "DOTNET_EnableAVX2"];

    internal static Report All(int rounds, string? anotherLibrary)
    {
        string count = rounds.ToString(CultureInfo.InvariantCulture);
        List<Timing> timings = [.. Switches.SelectMany(one => Time(one, "time", count))];
        if (anotherLibrary is not null)
        {
            timings.AddRange(Time(string.Empty, "time", count, anotherLibrary));
        }

        return new Report(
            Process.GetCurrentProcess().StartTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Machine(),
            rounds,
            Processes,
            timings,
            [.. Switches.Select(one => Run(one, ResultJson.Default.Crowd, "crowd"))],
            [.. Switches.Select(one => Run(one, ResultJson.Default.FirstHash, "first"))]);
    }

    // Of the figures of several processes, for each cost that with the median of the ratios.
    private static IEnumerable<Timing> Time(string switchedOff, params string[] arguments)
    {
        Turn[][] all = [.. Enumerable.Range(0, Processes).Select(_ => Run(switchedOff, ResultJson.Default.TurnArray, arguments))];
        return Enumerable.Range(0, all[0].Length).Select(cost =>
        {
            Turn[] sorted = [.. all.Select(turns => turns[cost]).OrderBy(turn => turn.Ratio)];
            return new Timing(sorted[Processes / 2], sorted[0].Ratio, sorted[^1].Ratio);
        });
    }

    private static T Run<T>(string switchedOff, JsonTypeInfo<T> type, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true };
        if (switchedOff.Length > 0)
        {
            start.Environment[switchedOff] = "0";
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? JsonSerializer.Deserialize(output, type)! : throw new InvalidOperationException(string.Join(' ', arguments) + " failed.");
    }

    private static string Machine()
    {
        string model = File.ReadLines("/proc/cpuinfo").First(line => line.StartsWith("model name", StringComparison.Ordinal)).Split(':')[1].Trim();
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} virtual processors, {model}, shared");
    }
}
