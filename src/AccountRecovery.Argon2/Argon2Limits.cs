using AccountRecovery.Argon2Internals;

namespace AccountRecovery;

/// <summary>What a stored hash may ask for before any work is done for it. Immutable; compares by value.</summary>
/// <remarks>
/// A stored hash names its own cost, so whoever can write one could make the reader take all its memory, or make guessing
/// cheap. Every bound is checked on the text itself: nothing is allocated for a hash that is refused.
/// </remarks>
public sealed record Argon2Limits
{
    /// <summary>Default least memory, in KiB: 8, what RFC 9106, section 3.1, allows, so that weak hashes still verify and can be replaced.</summary>
    public const int DefaultMinMemoryKiB = Argon2Parameters.MinMemoryKiBPerLane;

    /// <summary>Default most memory, in KiB: 262,144, which is 256 MiB, four times the second recommendation of RFC 9106, section 4.</summary>
    public const int DefaultMaxMemoryKiB = 262_144;

    /// <summary>Default most passes: 16, over five times the second recommendation of RFC 9106, section 4.</summary>
    public const int DefaultMaxPasses = 16;

    /// <summary>Default most lanes: 16, four times the recommendations of RFC 9106, section 4.</summary>
    public const int DefaultMaxLanes = 16;

    /// <summary>Default longest salt, in bytes: 48 (PHC string format, "Argon2 encoding").</summary>
    public const int DefaultMaxSaltLength = 48;

    /// <summary>Default shortest tag, in bytes: 12 (PHC string format, "Argon2 encoding").</summary>
    public const int DefaultMinTagLength = 12;

    /// <summary>Default longest tag, in bytes: 64 (PHC string format, "Argon2 encoding").</summary>
    public const int DefaultMaxTagLength = 64;

    /// <summary>Default longest associated data, in bytes: 32 (PHC string format, "Argon2 encoding").</summary>
    public const int DefaultMaxAssociatedDataLength = 32;

    /// <summary>Checks and keeps the bounds. Name those you change; all are inclusive.</summary>
    /// <param name="minMemoryKiB">Least memory in KiB, from 8 to <see cref="Argon2Parameters.MaxMemoryKiB"/>.</param>
    /// <param name="maxMemoryKiB">Most memory in KiB, from <paramref name="minMemoryKiB"/> to <see cref="Argon2Parameters.MaxMemoryKiB"/>.</param>
    /// <param name="maxPasses">Most passes, from 1 to <see cref="Argon2Parameters.MaxPasses"/>.</param>
    /// <param name="maxLanes">Most lanes, from 1 to <see cref="Argon2Parameters.MaxLanes"/>.</param>
    /// <param name="maxSaltLength">Longest salt in bytes, from <see cref="Argon2id.MinSaltLength"/> to <see cref="PhcString.MaxFieldLength"/>.</param>
    /// <param name="minTagLength">Shortest tag in bytes, from <see cref="Argon2id.MinTagLength"/> to <see cref="PhcString.MaxFieldLength"/>.</param>
    /// <param name="maxTagLength">Longest tag in bytes, from <paramref name="minTagLength"/> to <see cref="PhcString.MaxFieldLength"/>.</param>
    /// <param name="maxAssociatedDataLength">Longest associated data in bytes, from 0 to <see cref="PhcString.MaxFieldLength"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is out of its range; the message gives the range.</exception>
    public Argon2Limits(
        int minMemoryKiB = DefaultMinMemoryKiB,
        int maxMemoryKiB = DefaultMaxMemoryKiB,
        int maxPasses = DefaultMaxPasses,
        int maxLanes = DefaultMaxLanes,
        int maxSaltLength = DefaultMaxSaltLength,
        int minTagLength = DefaultMinTagLength,
        int maxTagLength = DefaultMaxTagLength,
        int maxAssociatedDataLength = DefaultMaxAssociatedDataLength)
    {
        MinMemoryKiB = Check.Range(minMemoryKiB, Argon2Parameters.MinMemoryKiBPerLane, Argon2Parameters.MaxMemoryKiB);
        MaxMemoryKiB = Check.Range(maxMemoryKiB, minMemoryKiB, Argon2Parameters.MaxMemoryKiB);
        MaxPasses = Check.Range(maxPasses, Argon2Parameters.MinPasses, Argon2Parameters.MaxPasses);
        MaxLanes = Check.Range(maxLanes, Argon2Parameters.MinLanes, Argon2Parameters.MaxLanes);
        MaxSaltLength = Check.Range(maxSaltLength, Argon2id.MinSaltLength, PhcString.MaxFieldLength);
        MinTagLength = Check.Range(minTagLength, Argon2id.MinTagLength, PhcString.MaxFieldLength);
        MaxTagLength = Check.Range(maxTagLength, minTagLength, PhcString.MaxFieldLength);
        MaxAssociatedDataLength = Check.Range(maxAssociatedDataLength, 0, PhcString.MaxFieldLength);
    }

    /// <summary>Every bound at its default: 256 MiB, 16 passes, 16 lanes, and the lengths of the PHC string format.</summary>
    public static Argon2Limits Default { get; } = new();

    /// <summary>Whatever can be read at all: for questions that do no work.</summary>
    internal static Argon2Limits Widest { get; } = new(
        maxMemoryKiB: Argon2Parameters.MaxMemoryKiB,
        maxPasses: Argon2Parameters.MaxPasses,
        maxLanes: Argon2Parameters.MaxLanes,
        maxSaltLength: PhcString.MaxFieldLength,
        minTagLength: Argon2id.MinTagLength,
        maxTagLength: PhcString.MaxFieldLength,
        maxAssociatedDataLength: PhcString.MaxFieldLength);

    /// <summary>Least memory in KiB, inclusive. Raise it to refuse hashes that are cheap to guess.</summary>
    public int MinMemoryKiB { get; }

    /// <summary>Most memory in KiB, inclusive.</summary>
    public int MaxMemoryKiB { get; }

    /// <summary>Most passes, inclusive.</summary>
    public int MaxPasses { get; }

    /// <summary>Most lanes, inclusive.</summary>
    public int MaxLanes { get; }

    /// <summary>Longest salt in bytes, inclusive.</summary>
    public int MaxSaltLength { get; }

    /// <summary>Shortest tag in bytes, inclusive. A tag of n bytes is matched by chance once in 256 to the n.</summary>
    public int MinTagLength { get; }

    /// <summary>Longest tag in bytes, inclusive.</summary>
    public int MaxTagLength { get; }

    /// <summary>Longest associated data in bytes, inclusive.</summary>
    public int MaxAssociatedDataLength { get; }
}
