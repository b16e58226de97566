using System.Collections.Immutable;

namespace AccountRecovery;

/// <summary>A set that was drawn and hashed before the write that issues it, so that a conflict decides again without hashing again.</summary>
/// <param name="Secret">The record's secret under which the tags were made.</param>
/// <param name="Format">How the codes look.</param>
/// <param name="Scheme">How the tags were made.</param>
/// <param name="Cost">At what cost.</param>
/// <param name="Salt">The set's salt.</param>
/// <param name="Tags">One tag for each code.</param>
internal sealed record PreparedSet(
    RecordSecret Secret, CodeFormat Format, string Scheme, string Cost, ImmutableArray<byte> Salt, ImmutableArray<ImmutableArray<byte>> Tags)
{
    /// <summary>Whether it was prepared for an account without a record, under a secret that is new. The secret of an erased record never comes back.</summary>
    internal bool MakesRecord { get; init; }
}
