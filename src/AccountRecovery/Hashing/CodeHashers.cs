using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>The hasher for new codes, and all hashers that stored codes may still need.</summary>
internal sealed class CodeHashers
{
    private readonly ICodeHasher[] _hashers;
    private readonly RecoveryMeter _meter;

    /// <param name="hashers">The hasher that was registered last hashes new codes. The others verify codes that they have hashed.</param>
    /// <param name="meter">Records the duration of each hash.</param>
    internal CodeHashers(IEnumerable<ICodeHasher> hashers, RecoveryMeter meter)
    {
        _meter = meter;
        _hashers = [.. hashers];
        Preferred = _hashers[^1];
    }

    internal ICodeHasher Preferred { get; }

    /// <summary>The hasher for a stored scheme and cost; null if no hasher has this scheme or if the cost is out of bounds.</summary>
    internal ICodeHasher? Find(string scheme, string cost) =>
        Array.FindLast(_hashers, hasher => hasher.Scheme == scheme && hasher.Accepts(cost));

    /// <summary>Computes one slow hash and measures its duration.</summary>
    internal void Hash(ICodeHasher hasher, string cost, ReadOnlySpan<byte> code, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> pepper, Span<byte> tag)
    {
        long began = _meter.HashBegins();
        hasher.Hash(code, salt, pepper, cost, tag);
        _meter.Hashed(began);
    }
}
