using System.Security.Cryptography;
using System.Text;
using AccountRecovery;

namespace RecoveryCli;

/// <summary>The root keys, from the environment or a file: one a line, the last one active, those above it only open what they sealed.</summary>
/// <remarks>Never from an argument: arguments are seen by every process of the machine and kept in the shell's history.</remarks>
internal sealed class RootKeys
{
    internal const string Variable = "ACCOUNTRECOVERY_ROOT_KEY";
    private const int MostTries = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

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

        return new RootKeys(file, file, Read(file)) { IsNew = isNew };
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
        stream.Write(Encoding.ASCII.GetBytes(key.Reveal() + "\n"));
        stream.Flush(flushToDisk: true);
        return key;
    }

    // An empty file claims the name, which only one call can; then the key, written whole elsewhere, takes its place. Nobody reads half
    // a key, and there are never two. (File.Move alone would not do: it looks, then renames.)
    private static bool TryMake(string file)
    {
        try
        {
            OwnFile.Create(file).Dispose();
        }
        catch (IOException) when (File.Exists(file))
        {
            return false;
        }

        string draft = $"{file}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";
        using (FileStream stream = OwnFile.Create(draft))
        {
            stream.Write(Encoding.ASCII.GetBytes(RootKey.Generate().Reveal() + "\n"));
            stream.Flush(flushToDisk: true);
        }

        return Patiently(file, () =>
        {
            File.Move(draft, file, overwrite: true);
            return true;
        });
    }

    // Empty while another call is making it.
    private static string Read(string file)
    {
        for (int attempt = 1; ; attempt++)
        {
            using var reader = new StreamReader(Open(file, FileAccess.Read, FileShare.Read | FileShare.Delete));
            string text = reader.ReadToEnd();
            if (text.Length > 0)
            {
                return text;
            }

            if (attempt == MostTries)
            {
                throw new UsageException($"{file} is empty: a call that was to make a root key has died. Remove the file.");
            }

            Thread.Sleep(Pause);
        }
    }

    private static FileStream Open(string file, FileAccess access, FileShare share) =>
        Patiently(file, () => new FileStream(file, FileMode.Open, access, share));

    // Another call may hold the file for a moment.
    private static T Patiently<T>(string file, Func<T> work)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return work();
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException && attempt < MostTries && File.Exists(file))
            {
                Thread.Sleep(Pause);
            }
        }
    }
}
