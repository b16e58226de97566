using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace AccountRecovery;

/// <summary>One process. Told a mode, it makes fresh sets and says "ready"; told "go", it spends them and says what it did.</summary>
internal sealed class Worker(Process process) : IAsyncDisposable
{
    internal static Worker Start(Work work)
    {
        // This very program, whether it was started by its own name or by dotnet's.
        string[] program = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Worker).Assembly.Location] : [];
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. program, "worker"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var worker = new Worker(Process.Start(start) ?? throw new InvalidOperationException("The worker did not start."));
        worker.Write(JsonSerializer.Serialize(work));
        return worker;
    }

    internal async Task PrepareAsync(Mode mode)
    {
        Write(mode.ToString());
        await LineAsync();
    }

    /// <returns>How many calls it made, and the processor time that took it.</returns>
    internal async Task<(int Calls, TimeSpan Processor)> GoAsync()
    {
        Write("go");
        string[] done = (await LineAsync()).Split(' ');
        return (int.Parse(done[0], CultureInfo.InvariantCulture), TimeSpan.FromTicks(long.Parse(done[1], CultureInfo.InvariantCulture)));
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>What the process does.</summary>
    internal static async Task RunAsync()
    {
        await using var round = new Round(JsonSerializer.Deserialize<Work>(Console.ReadLine()!)!);
        while (Console.ReadLine() is { } mode)
        {
            await round.PrepareAsync();
            Console.WriteLine("ready");
            Console.ReadLine();
            TimeSpan began = Environment.CpuUsage.TotalTime;
            int done = await round.RunAsync(Enum.Parse<Mode>(mode));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} {(Environment.CpuUsage.TotalTime - began).Ticks}"));
        }
    }

    private void Write(string line)
    {
        process.StandardInput.WriteLine(line);
        process.StandardInput.Flush();
    }

    private async Task<string> LineAsync() =>
        await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The worker ended early; its errors are above.");
}
