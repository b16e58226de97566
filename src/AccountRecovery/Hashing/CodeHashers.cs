using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>The hasher for new codes, and all those that stored codes may still need.</summary>
internal sealed class CodeHashers
{
    private readonly ICodeHasher[] _hashers;

    /// <param name="hashers">The last one registered hashes new codes; the others verify what they once hashed.</param>
    internal CodeHashers(IEnumerable<ICodeHasher> hashers)
    {
        _hashers = [.. hashers];
        Preferred = _hashers[^1];
    }

    internal ICodeHasher Preferred { get; }

    /// <summary>The hasher for a stored scheme and cost, or null when nobody here knows the scheme or the cost is out of bounds.</summary>
    internal ICodeHasher? Find(string scheme, string cost) =>
        Array.FindLast(_hashers, hasher => hasher.Scheme == scheme && hasher.Accepts(cost));
}
