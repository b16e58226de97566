namespace AccountRecovery.Argon2Internals;

/// <summary>The hash H0 of all inputs (RFC 9106, section 3.2, step 1).</summary>
internal static class InitialHash
{
    internal const int Length = Blake2b.MaxDigestLength;
    private const int Version = 0x13;

    /// <summary>The type y of Argon2id (RFC 9106, section 3.1).</summary>
    internal const int Argon2idType = 2;

    internal static void Compute(
        ReadOnlySpan<byte> password,
        ReadOnlySpan<byte> salt,
        ReadOnlySpan<byte> secret,
        ReadOnlySpan<byte> associatedData,
        Argon2Parameters parameters,
        int tagLength,
        Span<byte> h0)
    {
        var hash = new Blake2b(Length);
        try
        {
            hash.AppendLE32(parameters.Lanes);
            hash.AppendLE32(tagLength);
            hash.AppendLE32(parameters.MemoryKiB);
            hash.AppendLE32(parameters.Passes);
            hash.AppendLE32(Version);
            hash.AppendLE32(Argon2idType);
            hash.AppendPrefixed(password);
            hash.AppendPrefixed(salt);
            hash.AppendPrefixed(secret);
            hash.AppendPrefixed(associatedData);
            hash.Finish(h0);
        }
        finally
        {
            hash.Clear();
        }
    }
}
