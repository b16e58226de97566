using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using AccountRecovery.Argon2Internals;

namespace AccountRecovery;

/// <summary>The cost of one Argon2id hash: memory, passes over the memory, and lanes. Immutable; compares by value.</summary>
/// <remarks>Names and ranges follow RFC 9106, section 3.1; the upper limits are lower where the RFC allows costs that are not sensible.</remarks>
public sealed record Argon2Parameters
{
    /// <summary>Minimum memory for each lane, in KiB: 8 (RFC 9106, section 3.1).</summary>
    public const int MinMemoryKiBPerLane = 8;

    /// <summary>Maximum memory, in KiB: 2,097,152, which is 2 GiB, the first recommendation of RFC 9106, section 4.</summary>
    public const int MaxMemoryKiB = 2_097_152;

    /// <summary>Default memory, in KiB: 19,456, which is 19 MiB (OWASP Password Storage Cheat Sheet; OWASP ASVS 5.0, 11.4.2).</summary>
    public const int DefaultMemoryKiB = 19_456;

    /// <summary>Minimum number of passes: 1 (RFC 9106, section 3.1).</summary>
    public const int MinPasses = 1;

    /// <summary>Maximum number of passes: 2,147,483,647. RFC 9106 allows twice as many. <see cref="Argon2Limits"/> sets the practical limit.</summary>
    public const int MaxPasses = int.MaxValue;

    /// <summary>Default number of passes: 2 (OWASP Password Storage Cheat Sheet; OWASP ASVS 5.0, 11.4.2).</summary>
    public const int DefaultPasses = 2;

    /// <summary>Minimum number of lanes: 1 (RFC 9106, section 3.1).</summary>
    public const int MinLanes = 1;

    /// <summary>Maximum number of lanes: 255 (PHC string format, "Argon2 encoding").</summary>
    public const int MaxLanes = 255;

    /// <summary>Default number of lanes: 1 (OWASP Password Storage Cheat Sheet; OWASP ASVS 5.0, 11.4.2).</summary>
    public const int DefaultLanes = 1;

    /// <summary>Creates the parameters from the three costs.</summary>
    /// <param name="memoryKiB">Memory in KiB, from <see cref="MinMemoryKiBPerLane"/> times <paramref name="lanes"/> to <see cref="MaxMemoryKiB"/>, both inclusive.</param>
    /// <param name="passes">Passes over the memory, from <see cref="MinPasses"/> to <see cref="MaxPasses"/>, both inclusive.</param>
    /// <param name="lanes">Lanes, from <see cref="MinLanes"/> to <see cref="MaxLanes"/>, both inclusive. The
    /// number is part of the input: a different number gives a different tag.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message states the range.</exception>
    public Argon2Parameters(int memoryKiB, int passes, int lanes)
    {
        Lanes = Check.Range(lanes, MinLanes, MaxLanes);
        Passes = Check.Range(passes, MinPasses, MaxPasses);
        MemoryKiB = Check.Range(memoryKiB, MinMemoryKiBPerLane * lanes, MaxMemoryKiB);
    }

    /// <summary>19 MiB, 2 passes, 1 lane: <see cref="DefaultMemoryKiB"/>, <see cref="DefaultPasses"/>, <see cref="DefaultLanes"/>.</summary>
    public static Argon2Parameters Default { get; } = new(DefaultMemoryKiB, DefaultPasses, DefaultLanes);

    /// <summary>Memory in KiB; <c>m</c> in RFC 9106.</summary>
    public int MemoryKiB { get; }

    /// <summary>Passes over the memory; <c>t</c> in RFC 9106.</summary>
    public int Passes { get; }

    /// <summary>Lanes, the degree of parallelism; <c>p</c> in RFC 9106.</summary>
    public int Lanes { get; }

    /// <summary>Parses text in the exact form that <see cref="ToString"/> returns. The method never throws because of the text's content.</summary>
    /// <param name="text">Text such as <c>m=19456,t=2,p=1</c>: decimal, without signs, leading zeros or spaces.</param>
    /// <param name="limits">The limits for the costs. The limits for lengths are not used here.</param>
    /// <param name="parameters">The costs, or null if the result is false.</param>
    /// <returns>True if the text is well formed and within <paramref name="limits"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="limits"/> is null.</exception>
    public static bool TryParse(ReadOnlySpan<char> text, Argon2Limits limits, [NotNullWhen(true)] out Argon2Parameters? parameters)
    {
        ArgumentNullException.ThrowIfNull(limits);

        var reader = new PhcReader(text);
        if (reader.TakeCosts(limits, out parameters) && reader.AtEnd)
        {
            return true;
        }

        parameters = null;
        return false;
    }

    /// <summary>Returns the costs in the form of a PHC string, such as <c>m=19456,t=2,p=1</c>.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"m={MemoryKiB},t={Passes},p={Lanes}");
}
