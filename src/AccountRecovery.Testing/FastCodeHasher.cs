using System.Security.Cryptography;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>A hasher for tests. It behaves as the real hasher, but is so fast that it protects nothing. Never use it in production.</summary>
/// <remarks>The hasher counts its hashes, so that a test can check how many hashes an attempt needs.</remarks>
public sealed class FastCodeHasher : ICodeHasher
{
    private int _hashes;

    /// <summary>The number of hashes that were computed.</summary>
    public int Hashes => Volatile.Read(ref _hashes);

    /// <summary>Called inside each hash, on the thread of the hashing lane. A test can use it to run code during a hash, or to slow the hash down.</summary>
    public Action? DuringHash { get; set; }

    /// <inheritdoc/>
    public string Scheme => "test-hmac-sha256";

    /// <inheritdoc/>
    public string PreferredCost => "none";

    /// <inheritdoc/>
    public bool Accepts(string cost) => cost == PreferredCost;

    /// <inheritdoc/>
    public void Hash(ReadOnlySpan<byte> code, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> pepper, string cost, Span<byte> tag)
    {
        Interlocked.Increment(ref _hashes);
        DuringHash?.Invoke();
        HMACSHA256.HashData(pepper, (ReadOnlySpan<byte>)[.. salt, .. code], tag);
    }
}
