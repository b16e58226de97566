using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>The hasher for new codes, and all those that stored codes may still need.</summary>
internal sealed class CodeHashers
{
    private readonly ICodeHasher[] _hashers;
    private readonly RecoveryMeter _meter;

    /// <param name="hashers">The last one registered hashes new codes; the others verify what they once hashed.</param>
    /// <param name="meter">Told how long each hash takes.</param>
    internal CodeHashers(IEnumerable<ICodeHasher> hashers, RecoveryMeter meter)
    {
        _meter = meter;
        _hashers = [.. hashers];
        Preferred = _hashers[^1];
    }

    internal ICodeHasher Preferred { get; }

    /// <summary>The hasher for a stored scheme and cost, or null when nobody here knows the scheme or the cost is out of bounds.</summary>
    internal ICodeHasher? Find(string scheme, string cost) =>
        Array.FindLast(_hashers, hasher => hasher.Scheme == scheme && hasher.Accepts(cost));

    /// <summary>One slow hash, measured: see <see cref="CodeTags.Slow"/>.</summary>
    internal byte[] Hash(ICodeHasher hasher, string cost, RecordSecret secret, RecoveryMethod method, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> symbols)
    {
        long began = _meter.HashBegins();
        byte[] tag = CodeTags.Slow(hasher, cost, secret, method, salt, symbols);
        _meter.Hashed(began);
        return tag;
    }
}
