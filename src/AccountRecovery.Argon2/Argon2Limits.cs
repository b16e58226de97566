using AccountRecovery.Argon2Internals;

namespace AccountRecovery;

/// <summary>The limits for the cost and the lengths of a stored hash, checked before any work is done for it. Immutable; compares by value.</summary>
/// <remarks>
/// A stored hash contains its own cost. An attacker who can write a stored hash could choose a cost that uses all memory of the process, or a cost that
/// makes guessing cheap. Every limit is checked on the text itself: nothing is allocated for a hash that is refused.
/// </remarks>
public sealed record Argon2Limits
{
    /// <summary>Default minimum memory, in KiB: 8, the minimum of RFC 9106, section 3.1, so that weak hashes still verify and can be replaced.</summary>
    public const int DefaultMinMemoryKiB = Argon2Parameters.MinMemoryKiBPerLane;

    /// <summary>Default maximum memory, in KiB: 262,144, which is 256 MiB, four times the second recommendation of RFC 9106, section 4.</summary>
    public const int DefaultMaxMemoryKiB = 262_144;

    /// <summary>Default maximum number of passes: 16, over five times the second recommendation of RFC 9106, section 4.</summary>
    public const int DefaultMaxPasses = 16;

    /// <summary>Default maximum number of lanes: 16, four times the recommendations of RFC 9106, section 4.</summary>
    public const int DefaultMaxLanes = 16;

    /// <summary>Default maximum length of a salt, in bytes: 48 (PHC string format, "Argon2 encoding").</summary>
    public const int DefaultMaxSaltLength = 48;

    /// <summary>Default minimum length of a tag, in bytes: 12 (PHC string format, "Argon2 encoding").</summary>
    public const int DefaultMinTagLength = 12;

    /// <summary>Default maximum length of a tag, in bytes: 64 (PHC string format, "Argon2 encoding").</summary>
    public const int DefaultMaxTagLength = 64;

    /// <summary>Default maximum length of associated data, in bytes: 32 (PHC string format, "Argon2 encoding").</summary>
    public const int DefaultMaxAssociatedDataLength = 32;

    /// <summary>Creates the limits. All limits are inclusive. Use named arguments for the limits that you change.</summary>
    /// <param name="minMemoryKiB">Minimum memory in KiB, from 8 to <see cref="Argon2Parameters.MaxMemoryKiB"/>.</param>
    /// <param name="maxMemoryKiB">Maximum memory in KiB, from <paramref name="minMemoryKiB"/> to <see cref="Argon2Parameters.MaxMemoryKiB"/>.</param>
    /// <param name="maxPasses">Maximum number of passes, from 1 to <see cref="Argon2Parameters.MaxPasses"/>.</param>
    /// <param name="maxLanes">Maximum number of lanes, from 1 to <see cref="Argon2Parameters.MaxLanes"/>.</param>
    /// <param name="maxSaltLength">Maximum length of a salt in bytes, from <see cref="Argon2id.MinSaltLength"/> to <see cref="PhcString.MaxFieldLength"/>.</param>
    /// <param name="minTagLength">Minimum length of a tag in bytes, from <see cref="Argon2id.MinTagLength"/> to <see cref="PhcString.MaxFieldLength"/>.</param>
    /// <param name="maxTagLength">Maximum length of a tag in bytes, from <paramref name="minTagLength"/> to <see cref="PhcString.MaxFieldLength"/>.</param>
    /// <param name="maxAssociatedDataLength">Maximum length of associated data in bytes, from 0 to <see cref="PhcString.MaxFieldLength"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range; the message states the range.</exception>
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

    /// <summary>Every limit at its default: 256 MiB, 16 passes, 16 lanes, and the lengths of the PHC string format.</summary>
    public static Argon2Limits Default { get; } = new();

    /// <summary>Limits that accept every readable hash, for checks that compute no hash.</summary>
    internal static Argon2Limits Widest { get; } = new(
        maxMemoryKiB: Argon2Parameters.MaxMemoryKiB,
        maxPasses: Argon2Parameters.MaxPasses,
        maxLanes: Argon2Parameters.MaxLanes,
        maxSaltLength: PhcString.MaxFieldLength,
        minTagLength: Argon2id.MinTagLength,
        maxTagLength: PhcString.MaxFieldLength,
        maxAssociatedDataLength: PhcString.MaxFieldLength);

    /// <summary>Minimum memory in KiB, inclusive. Raise it to refuse hashes that are cheap to guess.</summary>
    public int MinMemoryKiB { get; }

    /// <summary>Maximum memory in KiB, inclusive.</summary>
    public int MaxMemoryKiB { get; }

    /// <summary>Maximum number of passes, inclusive.</summary>
    public int MaxPasses { get; }

    /// <summary>Maximum number of lanes, inclusive.</summary>
    public int MaxLanes { get; }

    /// <summary>Maximum length of a salt in bytes, inclusive.</summary>
    public int MaxSaltLength { get; }

    /// <summary>Minimum length of a tag in bytes, inclusive. A wrong password matches a tag of n bytes by chance with a probability of 1 in 256 to the power of n.</summary>
    public int MinTagLength { get; }

    /// <summary>Maximum length of a tag in bytes, inclusive.</summary>
    public int MaxTagLength { get; }

    /// <summary>Maximum length of associated data in bytes, inclusive.</summary>
    public int MaxAssociatedDataLength { get; }
}
