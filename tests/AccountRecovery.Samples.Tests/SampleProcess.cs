using System.Diagnostics;
using System.Text;

namespace AccountRecovery.Samples;

/// <summary>A sample that runs as a process of its own, and what it has printed so far.</summary>
internal sealed class SampleProcess : IDisposable
{
    private readonly Process _process;
    private readonly object _gate = new();
    private readonly StringBuilder _error = new();
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _errorRead;
    private readonly Task<string> _outputRead;

    private SampleProcess(Process process)
    {
        _process = process;
        _outputRead = process.StandardOutput.ReadToEndAsync();
        _errorRead = ReadErrorAsync();
    }

    internal int Id => _process.Id;

    internal static SampleProcess Start(string sample, IEnumerable<string> arguments, string? input = null, IReadOnlyDictionary<string, string>? environment = null) =>
        Start(Host, [], sample, arguments, input, environment);

    /// <summary>On Linux: one whose standard output has no room left.</summary>
    internal static SampleProcess StartOnFullDisk(string sample, IEnumerable<string> arguments) =>
        Start("/bin/sh", ["-c", "exec \"$@\" > /dev/full", "sh", Host], sample, arguments);

    private static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static SampleProcess Start(
        string program, string[] before, string sample, IEnumerable<string> arguments, string? input = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetTempPath(),
        };
        string[] all = [.. before, "exec", Path.Combine(AppContext.BaseDirectory, sample + ".dll"), .. arguments];
        foreach (string argument in all)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Remove("ACCOUNTRECOVERY_ROOT_KEY");
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start) ?? throw new InvalidOperationException($"{sample} did not start.");
        process.StandardInput.Write(input ?? string.Empty);
        process.StandardInput.Close();
        return new SampleProcess(process);
    }

    /// <summary>Waits until standard error has said something.</summary>
    internal async Task SaysAsync(string text)
    {
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (_error.ToString().Contains(text, StringComparison.Ordinal))
                {
                    return;
                }

                more = _more.Task;
            }

            var patience = Task.Delay(TimeSpan.FromMinutes(2));
            Task first = await Task.WhenAny(more, _errorRead, patience);
            Assert.False(first == patience, $"It does not say '{text}'.");
            if (first == _errorRead)
            {
                Assert.Fail($"It ended without saying '{text}': {await EndAsync()}");
            }
        }
    }

    /// <summary>Waits for the end.</summary>
    internal async Task<Ran> EndAsync()
    {
        await Task.WhenAll(_errorRead, _outputRead, _process.WaitForExitAsync());
        return new Ran(_process.ExitCode, await _outputRead, _error.ToString());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task ReadErrorAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            TaskCompletionSource told;
            lock (_gate)
            {
                _error.Append(line).Append('\n');
                told = _more;
                _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            told.SetResult();
        }
    }
}
