using NodaTime.Text;

namespace AccountRecovery;

/// <summary>The content of a sheet in any style. This is a class, because a record would print the codes.</summary>
internal sealed class SheetContent
{
    private readonly CodeSheet _sheet;

    internal SheetContent(CodeSheet sheet, SheetLabel label)
    {
        _sheet = sheet;
        SheetWords words = SheetWords.Of(sheet.Method);
        Title = words.Title;
        Site = SheetLabel.Shown(label.Site);
        Url = label.Url;
        Account = label.Account is { } account && (label.ShowsAccount ?? sheet.Method != RecoveryMethod.RecoveryCode) ? SheetLabel.Shown(account) : null;
        Made = FormattableString.Invariant($"{LocalDatePattern.Iso.Format(sheet.IssuedAt.InZone(label.Zone).Date)}, {words.Unit} {sheet.SetNumber}");
        Rules = words.Rules;
        Keeping = words.Keeping;
    }

    internal string Title { get; }

    internal string Site { get; }

    internal Uri? Url { get; }

    /// <summary>The account's name; null if the sheet does not show it.</summary>
    internal string? Account { get; }

    /// <summary>The date and the number of the set, such as <c>2026-03-01, set 1</c>.</summary>
    internal string Made { get; }

    internal IReadOnlyList<string> Rules { get; }

    internal string Keeping { get; }

    internal bool IsSet => _sheet.Method == RecoveryMethod.BackupCodes;

    /// <summary>How to type the codes.</summary>
    internal string Typing => _sheet.Codes.All(code => code.Format.Alphabet == CodeAlphabet.Crockford32)
        ? "Capital or small letters are the same, and spaces and dashes may be left out. The letters I, L and O are never used: what looks like one of them is a 1 or a 0."
        : "Spaces and dashes may be left out.";

    internal IEnumerable<string> Codes() => _sheet.Codes.Select(code => code.Reveal());
}
