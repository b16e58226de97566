using System.Collections.Immutable;

namespace AccountRecovery;

/// <summary>A set that was generated and hashed before it is written to the store. After a conflict, the library decides again without hashing again.</summary>
/// <param name="Secret">The record's secret under which the tags were computed.</param>
/// <param name="Format">The format of the codes.</param>
/// <param name="Scheme">The scheme by which the tags were computed.</param>
/// <param name="Cost">The cost parameters of the scheme.</param>
/// <param name="Salt">The set's salt.</param>
/// <param name="Tags">One tag for each code.</param>
internal sealed record PreparedSet(
    RecordSecret Secret, CodeFormat Format, string Scheme, string Cost, ImmutableArray<byte> Salt, ImmutableArray<ImmutableArray<byte>> Tags)
{
    /// <summary>Whether the set was prepared for an account without a record, under a new secret. The secret of an erased record is never used again.</summary>
    internal bool MakesRecord { get; init; }
}
