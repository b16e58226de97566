using System.Globalization;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>The default slow hash: Argon2id, version 19 (RFC 9106), one lane, the pepper as its secret value K.</summary>
internal sealed class Argon2idCodeHasher : ICodeHasher
{
    /// <summary>19 MiB: OWASP's floor for 2 passes (ASVS 5.0, 11.4.2).</summary>
    internal const int DefaultMemoryKiB = 19 * 1024;

    /// <summary>2 passes.</summary>
    internal const int DefaultPasses = 2;

    /// <summary>The least memory at any number of passes: 12 MiB (ASVS 5.0, 11.4.2).</summary>
    internal const int MinMemoryKiB = 12 * 1024;

    /// <summary>The most memory that a stored cost may ask for: 256 MiB.</summary>
    internal const int MaxMemoryKiB = 256 * 1024;

    /// <summary>The most passes that a stored cost may ask for.</summary>
    internal const int MaxPasses = 16;

    private readonly int _memoryKiB;
    private readonly int _passes;

    internal Argon2idCodeHasher(int memoryKiB, int passes)
    {
        _memoryKiB = memoryKiB;
        _passes = passes;
    }

    public string Scheme => "argon2id";

    public string PreferredCost => Write(_memoryKiB, _passes);

    public bool Accepts(string cost) => TryParse(cost, out _, out _);

    public void Hash(ReadOnlySpan<byte> code, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> pepper, string cost, Span<byte> tag)
    {
        if (!TryParse(cost, out int memoryKiB, out int passes))
        {
            throw new ArgumentException("The cost is malformed or out of bounds.", nameof(cost));
        }

        Argon2id.DeriveTag(code, salt, pepper, associatedData: [], new Argon2Parameters(memoryKiB, passes, lanes: 1), tag);
    }

    /// <summary>Whether a cost is neither so low that it protects nothing nor so high that it harms the server.</summary>
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

    private static string Write(int memoryKiB, int passes) => string.Create(CultureInfo.InvariantCulture, $"v=19,m={memoryKiB},t={passes},p=1");

    // A cost has one text: number parsing alone would let leading zeros and trailing NULs pass.
    private static bool TryParse(string cost, out int memoryKiB, out int passes)
    {
        memoryKiB = 0;
        passes = 0;
        return cost.Split(',') is ["v=19", ['m', '=', ..] m, ['t', '=', ..] t, "p=1"]
            && int.TryParse(m.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out memoryKiB)
            && int.TryParse(t.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out passes)
            && IsInBounds(memoryKiB, passes)
            && cost == Write(memoryKiB, passes);
    }
}
