using NodaTime;

namespace AccountRecovery;

/// <summary>A freshly issued set of codes, to be shown to its owner once. It cannot be had again.</summary>
public sealed class CodeSheet
{
    internal CodeSheet(RecoveryMethod method, int setNumber, Instant issuedAt, IReadOnlyList<PlainCode> codes)
    {
        Method = method;
        SetNumber = setNumber;
        IssuedAt = issuedAt;
        Codes = codes;
    }

    /// <summary>What they are: backup codes, or one recovery code or recovery key.</summary>
    public RecoveryMethod Method { get; }

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
