using System.Security.Cryptography;
using AccountRecovery;

namespace RecoveryCli;

/// <summary>The root keys, from the environment or a file: one a line, the last one active, those above it only open what they sealed.</summary>
/// <remarks>Never from an argument: arguments are seen by every process of the machine and kept in the shell's history.</remarks>
internal sealed class RootKeys
{
    internal const string Variable = "ACCOUNTRECOVERY_ROOT_KEY";
    private const int MostTries = 100;

    private readonly string? _file;

    private RootKeys(string source, string? file, string text)
    {
        Source = source;
        _file = file;
        string[] lines = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        All = [.. lines.Select(line => RootKey.TryParse(line, out RootKey? key, out string? problem) ? key : throw new UsageException($"{source}: {problem}"))];
        if (All.Count == 0)
        {
            throw new UsageException($"{source} holds no root key. Make one with 'openssl rand -base64 32'.");
        }
    }

    /// <summary>At least one; the last is the active one.</summary>
    internal IReadOnlyList<RootKey> All { get; }

    internal RootKey Active => All[^1];

    /// <summary>Where they came from, for messages.</summary>
    internal string Source { get; }

    /// <summary>Whether a key file was made by this very call.</summary>
    internal bool IsNew { get; private init; }

    /// <param name="keyFile">The file that was asked for; null for the one beside the database.</param>
    /// <param name="database">The database file.</param>
    internal static RootKeys Load(string? keyFile, string database)
    {
        string? variable = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrWhiteSpace(variable))
        {
            return keyFile is null
                ? new RootKeys(Variable, null, variable)
                : throw new UsageException($"Both {Variable} and --key-file give root keys. Give one of them.");
        }

        // Asked before the file is looked for: a database whose key is merely being made by another call is not there yet.
        bool hasRecords = File.Exists(database);
        string file = keyFile ?? database + ".rootkey";
        bool isNew = false;
        if (!File.Exists(file))
        {
            if (hasRecords)
            {
                throw new UsageException($"{database} exists, but its root key {file} does not. Put it back, or say where it is: --key-file or {Variable}. Without it no record opens.");
            }

            isNew = TryMake(file);
        }

        using var reader = new StreamReader(Open(file, FileAccess.Read, FileShare.Read));
        return new RootKeys(file, file, reader.ReadToEnd()) { IsNew = isNew };
    }

    /// <summary>Adds a new key, which is the active one from now on.</summary>
    internal RootKey Add()
    {
        if (_file is null)
        {
            throw new UsageException($"The root keys come from {Variable}. Make a key with 'openssl rand -base64 32' and put it there, after the ones it holds.");
        }

        // Added at the end and under a lock: two calls at once make two keys and lose none.
        using FileStream stream = Open(_file, FileAccess.ReadWrite, FileShare.None);
        RootKey key = RootKey.Generate();
        stream.Seek(0, SeekOrigin.End);
        stream.Write("\n"u8);
        stream.Write(System.Text.Encoding.ASCII.GetBytes(key.Reveal() + "\n"));
        stream.Flush(flushToDisk: true);
        return key;
    }

    // Written whole under another name, then given its own unless somebody was first: nobody reads half a key, and there are never two.
    private static bool TryMake(string file)
    {
        string draft = $"{file}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";
        var onlyMe = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            onlyMe.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(draft, onlyMe))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(RootKey.Generate().Reveal() + "\n"));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, file, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
            return false;
        }
    }

    // Another call may hold it for a moment.
    private static FileStream Open(string file, FileAccess access, FileShare share)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(file, FileMode.Open, access, share);
            }
            catch (IOException) when (attempt < MostTries && File.Exists(file))
            {
                Thread.Sleep(20);
            }
        }
    }
}
