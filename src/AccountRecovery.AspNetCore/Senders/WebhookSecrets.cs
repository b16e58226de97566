using System.Diagnostics.CodeAnalysis;

namespace AccountRecovery;

/// <summary>Reads secrets in the format of Standard Webhooks 1.0.0: <c>whsec_</c> and Base64.</summary>
internal static class WebhookSecrets
{
    internal const string Prefix = "whsec_";
    internal const int LeastBytes = 24;
    internal const int MostBytes = 64;
    internal const int Most = 4;

    /// <summary>Reads the keys, in the order in which they are written.</summary>
    /// <returns>False if the text contains no key, too many keys, or a malformed key.</returns>
    internal static bool TryRead(string? text, [NotNullWhen(true)] out byte[][]? keys)
    {
        keys = null;

        // Keys are separated by any white space, because a file that contains a secret often ends with a line break.
        string[] written = text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        byte[]?[] read = [.. written.Select(Read)];
        if (read.Length is 0 or > Most || read.Any(key => key is null))
        {
            return false;
        }

        keys = read!;
        return true;
    }

    private static byte[]? Read(string secret)
    {
        // The buffer has room for one byte more than allowed, so that a key that is too long is detected.
        Span<byte> bytes = stackalloc byte[MostBytes + 1];
        return secret.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64Chars(secret.AsSpan(Prefix.Length), bytes, out int written)
            && written is >= LeastBytes and <= MostBytes
            ? bytes[..written].ToArray()
            : null;
    }
}
