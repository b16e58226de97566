using System.Diagnostics;

namespace AccountRecovery;

/// <summary>The application as a process of its own.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private WorkerProcess(Process process)
    {
        _process = process;
    }

    internal StreamReader Output => _process.StandardOutput;

    internal StreamWriter Input => _process.StandardInput;

    internal int ExitCode => _process.ExitCode;

    internal static WorkerProcess Start(string connection, string command)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "AccountRecovery.AspNetCore.Worker.dll"));
        start.ArgumentList.Add(connection);
        start.ArgumentList.Add(command);
        start.Environment["ROOT_KEY"] = Shop.RootKey;
        return new WorkerProcess(Process.Start(start)!);
    }

    /// <summary>As a crash would end it.</summary>
    internal async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    internal Task EndAsync() => _process.WaitForExitAsync();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}
