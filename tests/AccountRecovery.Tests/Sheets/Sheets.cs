using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AccountRecovery;

/// <summary>Sheets with the same codes in every run, and labels that mean harm.</summary>
internal static class Sheets
{
    internal static readonly Instant Made = Instant.FromUtc(2026, 3, 1, 23, 30);

    internal static readonly SheetLabel Plain = new() { Site = "Example", Url = new Uri("https://example.com/login"), Account = "alice@example.com" };

    internal static readonly SheetStyle[] Styles = Enum.GetValues<SheetStyle>();

    internal static CodeSheet RecoveryCode => new(RecoveryMethod.RecoveryCode, 2, Made, [Code(CodeFormat.RecoveryCode, "7H3KQ2M9X5TB8VRC4WNZ6D0FG")]);

    internal static CodeSheet RecoveryKey => new(RecoveryMethod.RecoveryKey, 1, Made, [Code(CodeFormat.RecoveryKey, "K7XQ2M9V5TB8HRC4WNZ6D0FGJ3PA")]);

    /// <summary>A set of codes that differ.</summary>
    internal static CodeSheet Set(int count, CodeFormat? format = null)
    {
        format ??= CodeFormat.BackupCode;
        IEnumerable<PlainCode> codes = Enumerable.Range(1, count).Select(i => Code(format, Symbols(format, i)));
        return new CodeSheet(RecoveryMethod.BackupCodes, 3, Made, [.. codes]);
    }

    internal static Gen<CodeSheet> All => Gen.OneOf(
        Gen.Choose(1, 32).Select(count => Set(count)),
        from count in Gen.Choose(1, 32)
        from format in Gen.Elements("digits:3 4", "crockford32:5-5", "23456789BCDFGHJKMNPQRTVWXY:5-5", "abcdefghijklmnopqrstuvwxyz:8-8-8", "crockford32:32 32", "digits:4-4-4-4")
        select Set(count, CodeFormat.Parse(format)),
        Gen.Elements(RecoveryCode, RecoveryKey));

    /// <summary>Labels that a careless page, table or text would stumble over. None has a digit beside a digit, so that it can hold no code.</summary>
    internal static Gen<SheetLabel> Labels =>
        from site in Names
        from account in Gen.OneOf(Names.Select(name => (string?)name), Gen.Constant<string?>(null))
        from url in Gen.Elements(null, "https://example.com/", "http://localhost:5000/a,b;c", "https://example.com/%22%3Cscript%3E")
        from shows in Gen.Elements<bool?>(null, true, false)
        select new SheetLabel { Site = site, Account = account, ShowsAccount = shows, Url = url is null ? null : new Uri(url) };

    private static Gen<string> Names => Gen.OneOf(Gen.OneOf(Hostile, AnyCharacter).ArrayOf().Select(parts => Cut(string.Concat(parts))), Gen.OneOf(Hostile, AnyCharacter).ArrayOf(3).Select(string.Concat))
        .Where(name => !string.IsNullOrWhiteSpace(Shown(name)));

    private static Gen<string> Hostile => Gen.Elements(
        "<script>alert(1)</script>", "</title></style>", "<!--", "]]>", "<?x", "&amp;", "&#60;", "&", "\"", "'", "\"\"", ",", ";", "|", "`", "{}", "\\n", "=cmd|' /C calc'!A0", "=", "+", "-", "@",
        "\uFF1D", "\uFF0B", "\u202E", "\u2066", "\u2069", "\u200F", "\u200B", "\uFEFF", "\u00A0", " ", "   ", "\u0645\u0631\u062D\u0628\u0627", "\u65E5\u672C\u8A9E", "a\u0301", "\U0001F9D1\u200D\U0001F680",
        "Ü", "İ", "ı", "word", "averyveryverylongwordwithoutanybreak", "x1");

    private static Gen<string> AnyCharacter => Gen.Choose(0x20, 0x1FFFF)
        .Where(value => Rune.IsValid(value) && value is not (0xFFFE or 0xFFFF) && value is not (>= '0' and <= '9')
            && Rune.GetUnicodeCategory(new Rune(value)) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
        .Select(value => new Rune(value).ToString());

    /// <summary>The label as it is shown: without what turns the direction round.</summary>
    internal static string Shown(string label) => string.Concat(label.Where(symbol => !"\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069".Contains(symbol, StringComparison.Ordinal)));

    internal static string[] Codes(this CodeSheet sheet) => [.. sheet.Codes.Select(code => code.Reveal())];

    private static string Cut(string name)
    {
        string cut = name[..Math.Min(name.Length, SheetLabel.MaxLength)];
        return cut.Length > 0 && char.IsHighSurrogate(cut[^1]) ? cut[..^1] : cut;
    }

    private static PlainCode Code(CodeFormat format, string symbols) => new(format, Encoding.ASCII.GetBytes(symbols));

    // A walk through the residues of a prime, written in the format's symbols.
    private static string Symbols(CodeFormat format, int number)
    {
        ulong state = (ulong)number;
        return string.Concat(Enumerable.Range(0, format.Length).Select(_ =>
        {
            state = state * 48_271 % 2_147_483_647;
            return format.Alphabet.Symbols[(int)(state % (ulong)format.Alphabet.Symbols.Length)];
        }));
    }
}
