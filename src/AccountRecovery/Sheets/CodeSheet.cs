using NodaTime;

namespace AccountRecovery;

/// <summary>A freshly issued set of codes, recovery code or recovery key, to be shown to its owner once. It cannot be had again.</summary>
public sealed class CodeSheet
{
    internal CodeSheet(RecoveryMethod method, int setNumber, Instant issuedAt, IReadOnlyList<PlainCode> codes)
    {
        Method = method;
        SetNumber = setNumber;
        IssuedAt = issuedAt;
        Codes = codes;
    }

    /// <summary>What was issued: a set of backup codes, or the one recovery code or recovery key.</summary>
    public RecoveryMethod Method { get; }

    /// <summary>Which set, code or key of this account it is: 1 for the first.</summary>
    public int SetNumber { get; }

    /// <summary>When it was issued.</summary>
    public Instant IssuedAt { get; }

    /// <summary>The codes, in no meaningful order; each works once.</summary>
    public IReadOnlyList<PlainCode> Codes { get; }

    /// <summary>Writes the sheet down for its owner. Always the same text for the same sheet, style and label; nothing is stored.</summary>
    /// <param name="style">As what.</param>
    /// <param name="label">Whose sheet it is. Make it before the codes: what it refuses is then refused before anything is issued.</param>
    /// <returns>The codes themselves, in clear text: send it once, over TLS, with <c>Cache-Control: no-store</c>, and keep it out of logs and URLs. As bytes, UTF-8 without a byte order mark.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such style.</exception>
    /// <exception cref="ArgumentNullException">The label is null.</exception>
    public string Write(SheetStyle style, SheetLabel label)
    {
        ArgumentNullException.ThrowIfNull(label);
        var content = new SheetContent(this, label);
        return style switch
        {
            SheetStyle.Text => SheetText.Write(content),
            SheetStyle.Page => SheetPage.Write(content),
            SheetStyle.OnePasswordCsv => SheetTable.OnePassword(content),
            SheetStyle.BitwardenCsv => SheetTable.Bitwarden(content),
            SheetStyle.LastPassCsv => SheetTable.LastPass(content),
            _ => throw new ArgumentOutOfRangeException(nameof(style), style, "No such style."),
        };
    }

    /// <summary>Names the sheet, not the codes.</summary>
    /// <returns>Such as <c>Set 1, 10 codes</c> or <c>Recovery code 2</c>.</returns>
    public override string ToString() => Method == RecoveryMethod.BackupCodes
        ? FormattableString.Invariant($"Set {SetNumber}, {Codes.Count} codes")
        : FormattableString.Invariant($"{SheetWords.Of(Method).Title} {SetNumber}");
}
