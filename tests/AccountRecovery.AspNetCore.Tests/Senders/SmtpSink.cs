using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace AccountRecovery;

/// <summary>A real mail server, aiosmtpd, as a process of its own: see smtp_sink.py.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    private readonly Process _process;

    private SmtpSink(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    internal int Port { get; }

    internal static async Task<SmtpSink> StartAsync(params string[] arguments)
    {
        // Debian's own Python: its package aiosmtpd is installed for no other.
        const string debians = "/usr/bin/python3";
        var start = new ProcessStartInfo(File.Exists(debians) ? debians : "python3") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Script());
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        Process process = Process.Start(start)!;
        string? first = await process.StandardOutput.ReadLineAsync();
        if (first is null)
        {
            string said = await process.StandardError.ReadToEndAsync();
            throw new InvalidOperationException($"The mail server of these tests does not start. It needs Python's aiosmtpd: apt-get install python3-aiosmtpd.{Environment.NewLine}{said}");
        }

        return new SmtpSink(process, JsonDocument.Parse(first).RootElement.GetProperty("port").GetInt32());
    }

    /// <summary>Stops the server.</summary>
    /// <returns>All mail that it took.</returns>
    internal async Task<SunkMail[]> StopAsync()
    {
        _process.StandardInput.Close();
        string lines = await _process.StandardOutput.ReadToEndAsync();
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<SunkMail>(line, CamelCase)!)];
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static string Script([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "smtp_sink.py");
}
