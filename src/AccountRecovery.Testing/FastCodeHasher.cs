using System.Security.Cryptography;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>A hasher for tests: as right as the real one, and so fast that it protects nothing. Never for production.</summary>
/// <remarks>Counts its hashes, so that a test can show how many an attempt costs.</remarks>
public sealed class FastCodeHasher : ICodeHasher
{
    private int _hashes;

    /// <summary>How many hashes it has computed.</summary>
    public int Hashes => Volatile.Read(ref _hashes);

    /// <summary>Called inside each hash, on the lane's thread, before it returns: to look at what happens meanwhile, or to slow it down.</summary>
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
