using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AccountRecovery;

/// <summary>Starts this program again for each kernel, with the runtime's switches, so that each is compiled as on a processor that has no more.</summary>
internal static class Runs
{
    private static readonly string[] Switches = ["", "DOTNET_EnableAVX512", "DOTNET_EnableAVX2"];

    internal static Report All(int rounds, string? anotherLibrary)
    {
        string[] time = ["time", rounds.ToString(CultureInfo.InvariantCulture), .. anotherLibrary is null ? (string[])[] : [anotherLibrary]];
        return new Report(
            Process.GetCurrentProcess().StartTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Machine(),
            rounds,
            [.. Switches.SelectMany(one => Run(one, ResultJson.Default.TimingArray, time))],
            [.. Switches.Select(one => Run(one, ResultJson.Default.Crowd, "crowd"))],
            [.. Switches.Select(one => Run(one, ResultJson.Default.FirstHash, "first"))]);
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
