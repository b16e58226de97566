using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace AccountRecovery;

/// <summary>One process: it says "ready" once it is warm, and begins when it is told "go".</summary>
internal sealed class Worker(Process process)
{
    // Codes are spent once, so the runtime is warmed by as many reads and writes first.
    private const int Warmup = 1500;
    private static readonly JsonSerializerOptions Json = new() { IncludeFields = false };

    internal static Worker Start(Work work)
    {
        // This very program, whether it was started by its own name or by dotnet's.
        string[] program = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Worker).Assembly.Location] : [];
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. program, "worker"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var worker = new Worker(Process.Start(start) ?? throw new InvalidOperationException("The worker did not start."));
        worker.Write(JsonSerializer.Serialize(work, Json));
        return worker;
    }

    internal async Task ReadyAsync() => await LineAsync();

    /// <returns>How many it did.</returns>
    internal async Task<int> GoAsync()
    {
        Write("go");
        int done = int.Parse(await LineAsync(), CultureInfo.InvariantCulture);
        await process.WaitForExitAsync();
        process.Dispose();
        return done;
    }

    /// <summary>What the process does.</summary>
    internal static async Task RunAsync()
    {
        Work work = JsonSerializer.Deserialize<Work>(Console.ReadLine()!, Json)!;
        await using var round = new Round(work);
        await round.WarmUpAsync(Warmup);
        Console.WriteLine("ready");
        Console.ReadLine();
        Console.WriteLine((await round.RunAsync()).ToString(CultureInfo.InvariantCulture));
    }

    private void Write(string line)
    {
        process.StandardInput.WriteLine(line);
        process.StandardInput.Flush();
    }

    private async Task<string> LineAsync() =>
        await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The worker ended early; its errors are above.");
}
