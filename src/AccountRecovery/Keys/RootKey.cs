using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace AccountRecovery;

/// <summary>The host's 32-byte secret, kept outside the database. A person who has only the database cannot test any code.</summary>
/// <remarks>If the key is lost, every record is lost: back the key up, but not together with the database. In text form the key is Base64.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class RootKey
{
    /// <summary>The number of bytes in a key: 32.</summary>
    public const int Size = 32;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _bytes;

    // The extracted key is the same for every purpose. It is computed once, because each call derives keys.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _extracted;

    private RootKey(byte[] bytes)
    {
        _bytes = bytes;
        _extracted = HKDF.Extract(HashAlgorithmName.SHA256, bytes, salt: []);
        Span<byte> id = stackalloc byte[KeyId.Size];
        Derive(new PurposeInput(stackalloc byte[64], "AccountRecovery key id"), id);
        Id = KeyId.Read(id);
    }

    /// <summary>The key's id, which is not secret.</summary>
    public KeyId Id { get; }

    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Generates a new key with the operating system's generator.</summary>
    /// <returns>The key. Keep the text that <see cref="Reveal"/> returns in a vault.</returns>
    public static RootKey Generate() => new(RandomNumberGenerator.GetBytes(Size));

    /// <summary>Reads a key from Base64, in the standard or the URL-safe alphabet, with or without padding.</summary>
    /// <param name="text">32 bytes in Base64.</param>
    /// <returns>The key.</returns>
    /// <exception cref="FormatException">The key is missing, not Base64, not 32 bytes, or a sample key. The message does not contain the text.</exception>
    public static RootKey Parse(string text) => TryParse(text, out RootKey? key, out string? problem) ? key : throw new FormatException(problem);

    /// <summary>Reads a key from Base64, in the standard or the URL-safe alphabet, with or without padding.</summary>
    /// <param name="text">32 bytes in Base64.</param>
    /// <param name="key">The key; null if the text is not a usable key.</param>
    /// <param name="problem">What is wrong, without the text itself; null if the text is a usable key.</param>
    /// <returns>Whether the text is a usable key.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RootKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        problem = null;
        byte[]? bytes = string.IsNullOrWhiteSpace(text) ? [] : Decode(text);
        if (string.IsNullOrWhiteSpace(text))
        {
            problem = "is missing";
        }
        else if (bytes is null)
        {
            problem = "is not Base64";
        }
        else if (bytes.Length != Size)
        {
            problem = FormattableString.Invariant($"has {bytes.Length} bytes, not {Size}");
        }
        else if (IsSample(bytes))
        {
            problem = "is a sample or a text, not random bytes";
        }

        if (problem is not null)
        {
            problem = $"The root key {problem}. Make one with RootKey.Generate().Reveal() or 'openssl rand -base64 32' and keep it in a vault.";
            return false;
        }

        key = new RootKey(bytes!);
        return true;
    }

    /// <summary>Returns the key in Base64, for a vault.</summary>
    /// <returns>The secret key, 44 characters.</returns>
    public string Reveal() => Convert.ToBase64String(_bytes);

    /// <summary>Returns a text that names the key by its id.</summary>
    /// <returns>A text without secrets.</returns>
    public override string ToString() => $"Root key {Id}";

    /// <summary>Derives a key for one purpose from this key (HKDF-SHA-256).</summary>
    internal void Derive(PurposeInput purpose, Span<byte> derived) => HKDF.Expand(HashAlgorithmName.SHA256, _extracted, derived, purpose.Written);

    private static byte[]? Decode(string text)
    {
        string base64 = text.Trim().Replace('-', '+').Replace('_', '/').TrimEnd('=');
        base64 = base64.PadRight((base64.Length + 3) / 4 * 4, '=');
        byte[] buffer = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, buffer, out int length) ? buffer[..length] : null;
    }

    // Typical texts of people who do not have a key yet: one byte repeated, bytes that count up or down, or printable text.
    // A random key looks like this once in 10^13.
    private static bool IsSample(byte[] bytes)
    {
        int step = unchecked((byte)(bytes[1] - bytes[0]));
        bool regular = true;
        for (int i = 1; i < bytes.Length; i++)
        {
            regular &= unchecked((byte)(bytes[i] - bytes[i - 1])) == step;
        }

        return regular || !bytes.AsSpan().ContainsAnyExceptInRange((byte)' ', (byte)'~');
    }
}
