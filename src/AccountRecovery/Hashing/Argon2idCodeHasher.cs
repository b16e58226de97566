using System.Diagnostics.CodeAnalysis;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>The default slow hash: Argon2id, version 19 (RFC 9106), with one lane of Argon2, and with the pepper as the secret value K.</summary>
internal sealed class Argon2idCodeHasher : ICodeHasher
{
    /// <summary>19 MiB, OWASP's minimum for 2 passes (ASVS 5.0, 11.4.2).</summary>
    internal const int DefaultMemoryKiB = Argon2Parameters.DefaultMemoryKiB;

    /// <summary>2 passes.</summary>
    internal const int DefaultPasses = Argon2Parameters.DefaultPasses;

    /// <summary>The minimum memory for any number of passes: 12 MiB (ASVS 5.0, 11.4.2).</summary>
    internal const int MinMemoryKiB = 12 * 1024;

    /// <summary>The maximum memory that a stored cost may require: 256 MiB.</summary>
    internal const int MaxMemoryKiB = Argon2Limits.DefaultMaxMemoryKiB;

    /// <summary>The maximum number of passes that a stored cost may require.</summary>
    internal const int MaxPasses = Argon2Limits.DefaultMaxPasses;

    private const string Version = "v=19,";

    private static readonly Argon2Limits Limits = new(MinMemoryKiB, MaxMemoryKiB, MaxPasses, maxLanes: 1);

    private readonly Argon2Parameters _preferred;

    internal Argon2idCodeHasher(int memoryKiB, int passes)
    {
        _preferred = new Argon2Parameters(memoryKiB, passes, lanes: 1);
    }

    public string Scheme => "argon2id";

    public string PreferredCost => Version + _preferred;

    public bool Accepts(string cost) => TryParse(cost, out _);

    public void Hash(ReadOnlySpan<byte> code, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> pepper, string cost, Span<byte> tag)
    {
        if (!TryParse(cost, out Argon2Parameters? parameters))
        {
            throw new ArgumentException("The cost is malformed or out of bounds.", nameof(cost));
        }

        Argon2id.DeriveTag(code, salt, pepper, associatedData: [], parameters, tag);
    }

    /// <summary>Whether a cost is high enough to protect the codes and low enough not to harm the server.</summary>
    internal static bool IsInBounds(int memoryKiB, int passes)
    {
        int least = passes switch
        {
            1 => 46 * 1024,
            2 => DefaultMemoryKiB,
            _ => MinMemoryKiB,
        };
        return passes is >= 1 and <= MaxPasses && memoryKiB >= least && memoryKiB <= MaxMemoryKiB;
    }

    private static bool TryParse(string cost, [NotNullWhen(true)] out Argon2Parameters? parameters)
    {
        parameters = null;
        return cost.StartsWith(Version, StringComparison.Ordinal)
            && Argon2Parameters.TryParse(cost.AsSpan(Version.Length), Limits, out parameters)
            && IsInBounds(parameters.MemoryKiB, parameters.Passes);
    }
}
