using NodaTime;

namespace AccountRecovery;

/// <summary>A set of backup codes, a recovery code or a recovery key that was just issued. Its owner sees it once; the library cannot return it again.</summary>
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

    /// <summary>The number of this set, code or key in the account: 1 for the first.</summary>
    public int SetNumber { get; }

    /// <summary>When the codes were issued.</summary>
    public Instant IssuedAt { get; }

    /// <summary>The codes. Their order has no meaning, and each can be used once.</summary>
    public IReadOnlyList<PlainCode> Codes { get; }

    /// <summary>Writes the sheet as a text for its owner. The text is always the same for the same sheet, style and label. Nothing is stored.</summary>
    /// <param name="style">The style of the text.</param>
    /// <param name="label">The host and account named on the sheet. Create the label before the codes are issued, so that an invalid label fails before anything is issued.</param>
    /// <returns>
    /// The codes in clear text. Send the text once, over TLS, with <c>Cache-Control: no-store</c>, and keep it out of logs and URLs. To make bytes, use UTF-8
    /// without a byte order mark.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The style is not defined.</exception>
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

    /// <summary>Returns a text that names the sheet but has no codes.</summary>
    /// <returns>A text such as <c>Set 1, 10 codes</c> or <c>Recovery code 2</c>.</returns>
    public override string ToString() => Method == RecoveryMethod.BackupCodes
        ? FormattableString.Invariant($"Set {SetNumber}, {Codes.Count} codes")
        : FormattableString.Invariant($"{SheetWords.Of(Method).Title} {SetNumber}");
}
