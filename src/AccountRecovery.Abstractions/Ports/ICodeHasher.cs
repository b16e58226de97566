namespace AccountRecovery.Ports;

/// <summary>The slow hash for codes of fewer than 112 bits. The library's own implementation is Argon2id; replace it only for a good reason.</summary>
/// <remarks>
/// Hashing is synchronous work for a processor. The library's hashing lanes own the threads and limit how
/// many hashes run at once. Members are called concurrently.
/// </remarks>
public interface ICodeHasher
{
    /// <summary>The name of the hash function, which is stored with each hash, such as <c>argon2id</c>: 1 to 32 printable ASCII characters.</summary>
    string Scheme { get; }

    /// <summary>The cost for new hashes, in the notation of the scheme: 1 to 64 printable ASCII characters.</summary>
    string PreferredCost { get; }

    /// <summary>Whether a stored cost is well-formed and within the limits of this process. The library calls this method before any hashing.</summary>
    /// <param name="cost">A cost that <see cref="PreferredCost"/> returned at some time, perhaps in an earlier version.</param>
    /// <returns>True if the cost is accepted; false to refuse the hash. The method does not throw, whatever the cost contains.</returns>
    bool Accepts(string cost);

    /// <summary>Computes the tag of a code.</summary>
    /// <param name="code">The code in normalized form, ASCII, 1 to 128 bytes. Secret.</param>
    /// <param name="salt">16 bytes, one salt for each set.</param>
    /// <param name="pepper">32 bytes that no database holds unencrypted. Secret.</param>
    /// <param name="cost">A cost for which <see cref="Accepts"/> returns true.</param>
    /// <param name="tag">The buffer that the method fills: 32 bytes.</param>
    void Hash(ReadOnlySpan<byte> code, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> pepper, string cost, Span<byte> tag);
}
