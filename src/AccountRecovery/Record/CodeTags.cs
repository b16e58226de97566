using System.Security.Cryptography;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Computes the tags that are stored instead of codes: a slow hash for codes of less than 112 bits, a keyed hash for all others.</summary>
internal static class CodeTags
{
    internal const int Size = 32;
    internal const int SaltSize = 16;

    /// <summary>The scheme name of the keyed hash, which has no cost parameters.</summary>
    internal const string KeyedScheme = "hmac-sha256";

    /// <summary>Computes the slow hash of a code with the salt of its set, under a pepper that can be derived only from the opened record.</summary>
    internal static byte[] Slow(CodeHashers hashers, ICodeHasher hasher, string cost, RecordSecret secret, RecoveryMethod method, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> symbols)
    {
        Span<byte> pepper = stackalloc byte[Derivation.KeySize];
        try
        {
            var purpose = new PurposeInput(stackalloc byte[128], "AccountRecovery pepper");
            purpose.Add((long)method);
            purpose.Add(salt);
            Derivation.Derive(secret.Bytes, purpose, pepper);

            byte[] tag = new byte[Size];
            hashers.Hash(hasher, cost, symbols, salt, pepper, tag);
            return tag;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pepper);
        }
    }

    /// <summary>Computes the keyed hash, which is enough for codes that nobody can guess.</summary>
    internal static byte[] Keyed(RecordSecret secret, RecoveryMethod method, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> symbols)
    {
        var purpose = new PurposeInput(stackalloc byte[256], "AccountRecovery keyed code");
        purpose.Add((long)method);
        purpose.Add(salt);
        purpose.Add(symbols);

        byte[] tag = new byte[Size];
        Derivation.Tag(secret.Bytes, purpose, tag);
        return tag;
    }
}
