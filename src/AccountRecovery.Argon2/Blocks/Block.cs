namespace AccountRecovery.Argon2Internals;

/// <summary>A block: 1,024 bytes, or 128 words of 64 bits (RFC 9106, section 3.1).</summary>
internal static class Block
{
    internal const int Words = 128;

    internal const int Bytes = Words * sizeof(ulong);
}
