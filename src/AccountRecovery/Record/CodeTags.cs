using System.Security.Cryptography;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>The tags that are stored instead of codes: a slow hash below 112 bits, a keyed hash from there.</summary>
internal static class CodeTags
{
    internal const int Size = 32;
    internal const int SaltSize = 16;

    /// <summary>The scheme's name for the keyed hash, which has no cost to choose.</summary>
    internal const string KeyedScheme = "hmac-sha256";

    /// <summary>One slow hash: the code with the set's salt, under a pepper that only the opened record yields.</summary>
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

    /// <summary>The keyed hash: enough for codes that nobody can guess.</summary>
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
