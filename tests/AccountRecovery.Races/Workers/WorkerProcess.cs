using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace AccountRecovery.Races;

/// <summary>A process of its own that races. If it dies unasked, or says anything on its error output, whoever waits for it fails with what it said.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    // So that a hung process ends a run with a message; nothing is measured by it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private readonly Process _process;
    private readonly Lines _input;
    private readonly Task _reading;
    private readonly Channel<Report> _replies = System.Threading.Channels.Channel.CreateUnbounded<Report>();
    private readonly StringBuilder _errors = new();
    private bool _ending;

    private WorkerProcess(Process process)
    {
        _process = process;
        _input = new Lines(process.StandardInput.BaseStream);
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
            {
                _errors.AppendLine(line.Data);
            }
        };
        process.BeginErrorReadLine();
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Counts the hashes of this step that have begun and are held.</summary>
    internal SemaphoreSlim Hashing { get; private set; } = new(0);

    /// <summary>The answers of this step that were told one by one.</summary>
    internal ConcurrentQueue<Report.Answered> Answers { get; } = new();

    internal bool IsAlive => !_ending && !_process.HasExited;

    internal static WorkerProcess Start()
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(Setup).Assembly.Location);
        return new WorkerProcess(Process.Start(start) ?? throw new InvalidOperationException("The worker did not start."));
    }

    internal void Send(Command command) => _input.Write(command);

    /// <summary>Sends a line that was made before, so that making it delays nobody at the barrier.</summary>
    internal void SendLine(byte[] line) => _input.WriteLine(line);

    internal async Task<T> ReceiveAsync<T>()
        where T : Report
    {
        using var patience = new CancellationTokenSource(Patience);
        Report report;
        try
        {
            report = await _replies.Reader.ReadAsync(patience.Token);
        }
        catch (ChannelClosedException closed)
        {
            throw closed.InnerException ?? closed;
        }

        return report as T ?? throw new InvalidOperationException($"The worker answered {report} where {typeof(T).Name} was expected.");
    }

    /// <summary>Begins a step: what the one before told is gone.</summary>
    internal void Forget()
    {
        Answers.Clear();
        Hashing = new SemaphoreSlim(0);
    }

    internal async Task AskAsync(Command command)
    {
        Send(command);
        await ReceiveAsync<Report.Done>();
    }

    /// <summary>Ends it as a crash would; nothing runs in it any more. What it had written until then is read.</summary>
    internal Task KillAsync()
    {
        _ending = true;
        _process.Kill();
        return _reading;
    }

    /// <summary>Waits for the end of a process that was told to die.</summary>
    internal Task EndAsync()
    {
        _ending = true;
        return _reading;
    }

    /// <summary>Waits until a process that was told to die has died, or has answered everything and is killed with what it still does in the background.</summary>
    /// <returns>Whether it died by itself.</returns>
    /// <exception cref="InvalidOperationException">It died of something else: it had something to say.</exception>
    internal async Task<bool> DieAsync()
    {
        Task end = EndAsync();
        Task<Report.Finished> finished = ReceiveAsync<Report.Finished>();

        // Who dies may have answered everything just before.
        bool isDead = await Task.WhenAny(end, finished) == end || !finished.IsCompletedSuccessfully;
        if (!isDead)
        {
            await KillAsync();
        }

        await end;
        await Task.WhenAny(finished);
        return Errors is { Length: > 0 } errors ? throw new InvalidOperationException($"The worker said: {errors}") : isDead;
    }

    public async ValueTask DisposeAsync()
    {
        _ending = true;
        _process.StandardInput.Close();
        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                Take(Lines.Read<Report>(line));
            }

            await _process.WaitForExitAsync();
            _replies.Writer.TryComplete(_ending ? null : new InvalidOperationException($"The worker ended with {_process.ExitCode}: {Errors}"));
        }
        catch (JsonException) when (_ending)
        {
            // The last line of a killed process may be half a line.
            _replies.Writer.TryComplete();
        }
        catch (Exception fault)
        {
            _replies.Writer.TryComplete(fault);
        }
    }

    private void Take(Report report)
    {
        switch (report)
        {
            case Report.Hashing:
                Hashing.Release();
                break;
            case Report.Answered answered:
                Answers.Enqueue(answered);
                break;
            default:
                if (Errors is { Length: > 0 } errors)
                {
                    throw new InvalidOperationException($"The worker said: {errors}");
                }

                _replies.Writer.TryWrite(report);
                break;
        }
    }

    private string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString().Trim();
            }
        }
    }
}
