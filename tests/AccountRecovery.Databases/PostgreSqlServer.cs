using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace AccountRecovery.Databases;

/// <summary>A PostgreSQL server of our own, from what is installed, in a temporary folder; disposing it stops it and removes the folder.</summary>
/// <remarks>
/// It keeps fsync on, so that what a crash loses it really loses. It listens on a socket in its folder only, so that any number of them run side by side.
/// </remarks>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string User = "recovery";
    private const string FolderPrefix = "recovery-pg-";

    private static readonly string[] Binaries = ["/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt/postgresql"];
    private static readonly string[] Tools = ["initdb", "pg_ctl", "pg_dump"];

    private readonly string _binaries;

    private PostgreSqlServer(string binaries, string folder)
    {
        _binaries = binaries;
        Folder = folder;
    }

    /// <summary>Where the server keeps everything: its data and its log.</summary>
    public string Folder { get; }

    public string DataFolder => Path.Combine(Folder, "data");

    public string LogFile => Path.Combine(Folder, "server.log");

    /// <summary>Why there is no server here; null when there is one.</summary>
    public static string? Missing => FindBinaries() is null ? "PostgreSQL's initdb is not installed (Debian: apt-get install postgresql)." : null;

    /// <summary>Starts a server.</summary>
    /// <exception cref="InvalidOperationException">None is installed, or it did not start; the message holds its log.</exception>
    public static async Task<PostgreSqlServer> StartAsync()
    {
        string binaries = FindBinaries() ?? throw new InvalidOperationException(Missing);
        await StopAbandonedAsync(binaries);
        string folder = Directory.CreateTempSubdirectory(FolderPrefix).FullName;
        await File.WriteAllTextAsync(OwnerFile(folder), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        if (IsRoot)
        {
            // The server refuses to run as root; it runs as the account that its package made.
            await RunAsync("chown", ["postgres", folder]);
        }

        var server = new PostgreSqlServer(binaries, folder);
        await server.RunServerToolAsync("initdb", ["-D", server.DataFolder, "-U", User, "-A", "trust", "-E", "UTF8", "--no-locale"]);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Makes a database, new and empty.</summary>
    /// <param name="options">What else the statement says, such as an encoding.</param>
    /// <returns>How to connect to it.</returns>
    public async Task<string> CreateDatabaseAsync(string options = "")
    {
        string name = "db" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        await ConnectionString("postgres").ExecuteAsync($"CREATE DATABASE {name} {options}");
        return ConnectionString(name);
    }

    /// <summary>Stops the server as a crash would: no time to write anything.</summary>
    public Task StopAtOnceAsync() => ControlAsync("-m", "immediate", "stop");

    /// <summary>Starts the server after it was stopped; it recovers from its log as after a crash.</summary>
    public Task StartAgainAsync() => ControlAsync(
        "-w",
        "-t",
        "120",
        "-l",
        LogFile,
        "-o",
        $"-c listen_addresses= -c unix_socket_directories={Folder} -c max_connections=300",
        "start");

    /// <summary>Runs one of the server's tools, such as pg_dump, and gives what it printed.</summary>
    public Task<string> DumpAsync(string connectionString) => RunServerToolAsync(
        "pg_dump",
        ["--inserts", "-h", Folder, "-U", User, new NpgsqlConnectionStringBuilder(connectionString).Database!]);

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        try
        {
            await StopAtOnceAsync();
        }
        catch (InvalidOperationException)
        {
            // It was stopped already.
        }

        Remove(Folder);
    }

    private static bool IsRoot => !OperatingSystem.IsWindows() && Environment.UserName == "root";

    private static string? FindBinaries() =>
        Binaries.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateDirectories(folder, "bin", SearchOption.AllDirectories))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator))
            .FirstOrDefault(folder => Tools.All(tool => File.Exists(Path.Combine(folder, tool))));

    // What a killed test run has left behind.
    private static async Task StopAbandonedAsync(string binaries)
    {
        foreach (string folder in Directory.EnumerateDirectories(Path.GetTempPath(), FolderPrefix + "*"))
        {
            if (File.Exists(OwnerFile(folder)) && int.TryParse(await File.ReadAllTextAsync(OwnerFile(folder)), CultureInfo.InvariantCulture, out int owner) && !IsRunning(owner))
            {
                await new PostgreSqlServer(binaries, folder).DisposeAsync();
            }
        }
    }

    private static bool IsRunning(int process)
    {
        try
        {
            Process.GetProcessById(process).Dispose();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string OwnerFile(string folder) => Path.Combine(folder, "owner");

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Nobody needs it any more; the system clears its temporary folder.
        }
    }

    private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = Folder,
        Username = User,
        Database = database,
        MaxPoolSize = 20,
        ConnectionIdleLifetime = 5,
        ConnectionPruningInterval = 1,
        Timeout = 30,
    }.ConnectionString;

    private Task ControlAsync(params string[] arguments) => RunServerToolAsync("pg_ctl", ["-D", DataFolder, .. arguments]);

    private Task<string> RunServerToolAsync(string tool, string[] arguments)
    {
        string path = Path.Combine(_binaries, tool);
        return IsRoot ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    private static async Task<string> RunAsync(string program, string[] arguments)
    {
        // A server that pg_ctl starts keeps its output open, so nobody may wait for the end of a pipe.
        string output = Path.GetTempFileName();
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        string[] shell = ["-c", "out=\"$1\"; shift; exec \"$@\" > \"$out\" 2>&1 < /dev/null", "sh", output, program, .. arguments];
        foreach (string argument in shell)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        await process.WaitForExitAsync();
        string printed = await File.ReadAllTextAsync(output);
        File.Delete(output);
        return process.ExitCode == 0 ? printed : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {printed}");
    }
}
