using Microsoft.Data.Sqlite;

namespace AccountRecovery.Samples;

/// <summary>A database file in a folder of its own, for calls of the command line; removed at the end.</summary>
internal sealed class RecoveryFile : IDisposable
{
    private static readonly Lazy<Task<(byte[] Database, byte[] Keys)>> Made = new(MakeAsync);

    private readonly List<Ran> _calls = [];

    private RecoveryFile()
    {
        Folder = Directory.CreateTempSubdirectory("recovery-cli-").FullName;
        Path = System.IO.Path.Combine(Folder, "recovery.db");
    }

    internal string Folder { get; }

    internal string Path { get; }

    internal string KeyFile => Path + ".rootkey";

    internal string[] Keys => File.ReadAllText(KeyFile).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A folder without files, where the next call is the first.</summary>
    internal static RecoveryFile Empty() => new();

    /// <summary>A file that a call has made, with tables and a root key, and no account. Copied: making the tables takes the longest.</summary>
    internal static async Task<RecoveryFile> NewAsync()
    {
        (byte[] database, byte[] keys) = await Made.Value;
        var file = new RecoveryFile();
        await File.WriteAllBytesAsync(file.Path, database);
        await File.WriteAllBytesAsync(file.KeyFile, keys);
        return file;
    }

    /// <summary>Calls the command line on this file.</summary>
    internal Task<Ran> CallAsync(params string[] arguments) => CallAsync(arguments, input: null);

    internal async Task<Ran> CallAsync(string[] arguments, string? input) => Checked(await CallConsole.CallAsync([.. arguments, "--db", Path], input ?? string.Empty));

    /// <summary>Calls the command line on this file as a process of its own, which takes a hundred times as long.</summary>
    internal async Task<Ran> RunAsync(string[] arguments, string? input = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        using SampleProcess process = Start(arguments, input, environment);
        return Checked(await process.EndAsync());
    }

    internal SampleProcess Start(string[] arguments, string? input = null, IReadOnlyDictionary<string, string>? environment = null) =>
        SampleProcess.Start("RecoveryCli", [.. arguments, "--db", Path], input, environment);

    /// <summary>Everything that calls have printed so far.</summary>
    internal string Transcript
    {
        get
        {
            lock (_calls)
            {
                return string.Concat(_calls.Select(call => call.Output + call.Error));
            }
        }
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private Ran Checked(Ran ran)
    {
        lock (_calls)
        {
            _calls.Add(ran);
        }

        // Whatever a call does, no root key is ever printed.
        Assert.DoesNotContain(File.Exists(KeyFile) ? Keys : [], key => (ran.Output + ran.Error).Contains(key, StringComparison.Ordinal));
        return ran;
    }

    private static async Task<(byte[] Database, byte[] Keys)> MakeAsync()
    {
        using RecoveryFile file = Empty();
        Assert.Equal(0, (await file.RunAsync(["run-due"])).Code);
        return (await File.ReadAllBytesAsync(file.Path), await File.ReadAllBytesAsync(file.KeyFile));
    }
}
