namespace AccountRecovery.Ports;

/// <summary>The slow hash for codes of fewer than 112 bits. Ours is Argon2id; replace it only for a reason.</summary>
/// <remarks>Synchronous work for a processor: the library's hashing lanes own the threads and bound how many run at once. Members are called concurrently.</remarks>
public interface ICodeHasher
{
    /// <summary>The name that stored hashes carry, such as <c>argon2id</c>: 1 to 32 printable ASCII characters.</summary>
    string Scheme { get; }

    /// <summary>The cost for new hashes, in the scheme's own words: 1 to 64 printable ASCII characters.</summary>
    string PreferredCost { get; }

    /// <summary>Whether a stored cost is well-formed and within what this process is willing to spend. Called before any work.</summary>
    /// <param name="cost">A cost as <see cref="PreferredCost"/> once gave it.</param>
    /// <returns>False refuses the hash; never throws on content.</returns>
    bool Accepts(string cost);

    /// <summary>Computes the tag of a code.</summary>
    /// <param name="code">The folded code, ASCII, 1 to 128 bytes. Secret.</param>
    /// <param name="salt">16 bytes, one salt for each set.</param>
    /// <param name="pepper">32 bytes that no database holds in clear. Secret.</param>
    /// <param name="cost">A cost that <see cref="Accepts"/>.</param>
    /// <param name="tag">Filled: 32 bytes.</param>
    void Hash(ReadOnlySpan<byte> code, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> pepper, string cost, Span<byte> tag);
}
