using NodaTime;

namespace AccountRecovery;

/// <summary>A freshly issued set of codes, to be shown to its owner once. It cannot be had again.</summary>
public sealed class CodeSheet
{
    internal CodeSheet(int setNumber, Instant issuedAt, IReadOnlyList<PlainCode> codes)
    {
        SetNumber = setNumber;
        IssuedAt = issuedAt;
        Codes = codes;
    }

    /// <summary>Which set of this account it is: 1 for the first.</summary>
    public int SetNumber { get; }

    /// <summary>When it was issued.</summary>
    public Instant IssuedAt { get; }

    /// <summary>The codes, in no meaningful order; each works once.</summary>
    public IReadOnlyList<PlainCode> Codes { get; }

    /// <summary>Names the set, not the codes.</summary>
    /// <returns>Such as <c>Set 1, 10 codes</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"Set {SetNumber}, {Codes.Count} codes");
}
