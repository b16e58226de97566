using System.Security.Cryptography;

namespace AccountRecovery.Argon2Internals;

/// <summary>The hash H' of variable length (RFC 9106, section 3.3).</summary>
internal static class Blake2bLong
{
    private const int Half = Blake2b.MaxDigestLength / 2;

    internal static void Hash(ReadOnlySpan<byte> input, Span<byte> output)
    {
        // Up to 64 bytes: H^(T)(LE32(T) || A).
        if (output.Length <= Blake2b.MaxDigestLength)
        {
            HashPrefixed(output.Length, input, output);
            return;
        }

        Span<byte> v = stackalloc byte[Blake2b.MaxDigestLength];
        try
        {
            // V_1 = H^(64)(LE32(T) || A). The first half of each V except the last is written to the output.
            HashPrefixed(output.Length, input, v);
            v[..Half].CopyTo(output);
            output = output[Half..];

            while (output.Length > Blake2b.MaxDigestLength)
            {
                Blake2b.Hash(v, v);
                v[..Half].CopyTo(output);
                output = output[Half..];
            }

            // V_{r+1} is as long as the rest of the output, 33 to 64 bytes, and is written to the output as a whole.
            Blake2b.Hash(v, output);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(v);
        }
    }

    private static void HashPrefixed(int totalLength, ReadOnlySpan<byte> input, Span<byte> digest)
    {
        var hash = new Blake2b(digest.Length);
        try
        {
            hash.AppendLE32(totalLength);
            hash.Append(input);
            hash.Finish(digest);
        }
        finally
        {
            hash.Clear();
        }
    }
}
