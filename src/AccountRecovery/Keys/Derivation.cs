using System.Security.Cryptography;

namespace AccountRecovery;

/// <summary>Derives keys from keys (HKDF-SHA-256, RFC 5869) and tags from keys (HMAC-SHA-256). Each is bound to its purpose.</summary>
internal static class Derivation
{
    internal const int KeySize = 32;

    internal static void Derive(ReadOnlySpan<byte> key, PurposeInput purpose, Span<byte> derived) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, salt: [], info: purpose.Written);

    /// <summary>Fills the tag: 32 bytes at most, truncated to the tag's length.</summary>
    internal static void Tag(ReadOnlySpan<byte> key, PurposeInput purpose, Span<byte> tag)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, purpose.Written, whole);
        whole[..tag.Length].CopyTo(tag);
    }
}
