using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace AccountRecovery.Databases;

/// <summary>A PostgreSQL server of our own, from what is installed, in a temporary folder; disposing it stops it and removes the folder.</summary>
/// <remarks>It keeps fsync on, so that what a crash loses it really loses.</remarks>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string User = "recovery";
    private static readonly string[] Binaries = ["/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt/postgresql"];

    private static readonly string[] Tools = ["initdb", "pg_ctl", "pg_dump"];

    private readonly string _binaries;
    private readonly int _port;

    private PostgreSqlServer(string binaries, string folder, int port)
    {
        _binaries = binaries;
        Folder = folder;
        _port = port;
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
        string folder = Directory.CreateTempSubdirectory("recovery-pg-").FullName;
        if (IsRoot)
        {
            // The server refuses to run as root; it runs as the account that its package made.
            await RunAsync("chown", ["postgres", folder]);
        }

        var server = new PostgreSqlServer(binaries, folder, FreePort());
        await server.RunServerToolAsync("initdb", ["-D", server.DataFolder, "-U", User, "-A", "trust", "-E", "UTF8", "--no-locale"]);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>A database of its own, new and empty.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        string name = "db" + Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(6));
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using NpgsqlCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is ours, and letters and digits.
        command.CommandText = $"CREATE DATABASE {name}";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
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
        string.Create(CultureInfo.InvariantCulture, $"-c listen_addresses=127.0.0.1 -p {_port} -c unix_socket_directories={Folder} -c max_connections=200"),
        "start");

    /// <summary>Runs one of the server's tools, such as pg_dump, and gives what it printed.</summary>
    public Task<string> DumpAsync(string connectionString) => RunServerToolAsync(
        "pg_dump",
        ["--inserts", "-h", "127.0.0.1", "-p", _port.ToString(CultureInfo.InvariantCulture), "-U", User, new NpgsqlConnectionStringBuilder(connectionString).Database!]);

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

        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // Nobody needs it any more; the system clears its temporary folder.
        }
    }

    private static bool IsRoot => !OperatingSystem.IsWindows() && Environment.UserName == "root";

    private static string? FindBinaries() =>
        Binaries.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateDirectories(folder, "bin", SearchOption.AllDirectories))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator))
            .FirstOrDefault(folder => Tools.All(tool => File.Exists(Path.Combine(folder, tool))));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _port,
        Username = User,
        Database = database,
        MaxPoolSize = 20,
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
