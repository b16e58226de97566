using NodaTime;

namespace AccountRecovery;

/// <summary>A set of backup codes, as far as it may be told: never the codes, which nobody can read back.</summary>
/// <param name="Number">Which set of the account it is, from 1.</param>
/// <param name="Format">How its codes look, as <see cref="CodeFormat.Parse"/> reads it.</param>
/// <param name="Scheme">How they are hashed.</param>
/// <param name="Cost">At what cost, in the scheme's own words; empty for a keyed hash.</param>
/// <param name="IssuedAt">When it was made.</param>
/// <param name="Imported">Whether it was taken over from an older system.</param>
/// <param name="VoidedByRestore">Whether <see cref="AccountRecoveryOptions.RestoredAt"/> makes it void.</param>
/// <param name="SpentAt">For each code when it was spent; null for one that was not.</param>
public sealed record ExportedCodeSet(
    int Number, string Format, string Scheme, string Cost, Instant IssuedAt, bool Imported, bool VoidedByRestore, IReadOnlyList<Instant?> SpentAt)
{
    /// <summary>Codes that were not spent, whether or not the set is void.</summary>
    public int Remaining => SpentAt.Count(spent => spent is null);

    /// <summary>Compares the codes one by one.</summary>
    /// <param name="other">The other set.</param>
    /// <returns>Whether both say the same.</returns>
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
