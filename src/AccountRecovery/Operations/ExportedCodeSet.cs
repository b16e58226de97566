using NodaTime;

namespace AccountRecovery;

/// <summary>A set of backup codes in an export. It never contains the codes, which cannot be read back.</summary>
/// <param name="Number">The number of the set in the account, from 1.</param>
/// <param name="Format">The format of the codes, as <see cref="CodeFormat.Parse"/> reads it.</param>
/// <param name="Scheme">The scheme with which the codes are hashed.</param>
/// <param name="Cost">The cost of the hash in the scheme's notation; empty for a keyed hash.</param>
/// <param name="IssuedAt">When the set was issued.</param>
/// <param name="Imported">Whether the set was imported from an older system.</param>
/// <param name="VoidedByRestore">Whether the set is void because of <see cref="AccountRecoveryOptions.RestoredAt"/>.</param>
/// <param name="SpentAt">For each code, when it was spent; null for a code that is not spent.</param>
public sealed record ExportedCodeSet(
    int Number, string Format, string Scheme, string Cost, Instant IssuedAt, bool Imported, bool VoidedByRestore, IReadOnlyList<Instant?> SpentAt)
{
    /// <summary>The number of codes that are not spent, even if the set is void.</summary>
    public int Remaining => SpentAt.Count(spent => spent is null);

    /// <summary>Compares all values, and the codes one by one.</summary>
    /// <param name="other">The other set.</param>
    /// <returns>Whether both sets have the same values.</returns>
    public bool Equals(ExportedCodeSet? other) =>
        other is not null
        && (Number, Format, Scheme, Cost, IssuedAt, Imported, VoidedByRestore)
            == (other.Number, other.Format, other.Scheme, other.Cost, other.IssuedAt, other.Imported, other.VoidedByRestore)
        && SpentAt.SequenceEqual(other.SpentAt);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Number, Format, Scheme, Cost, IssuedAt, Imported, VoidedByRestore, SpentAt.Count);

    internal static ExportedCodeSet Of(CodeSet set, RecoveryPolicy policy) => new(
        set.Number,
        set.Format.ToString(),
        set.Scheme,
        set.Cost,
        set.IssuedAt,
        set.Imported,
        policy.Voids(set.IssuedAt),
        [.. set.Codes.Select(code => code.SpentAt)]);
}
