using FsCheck;
using FsCheck.Fluent;

namespace AccountRecovery;

/// <summary>E-mail addresses and phone numbers as people and attackers type them.</summary>
internal static class TypedAddress
{
    private const string Palette =
        "abkxyzABKXYZ0129.+-_!'*@@ \t\n\0\"(),:;<>[]\\/%=\u00E9\u00C9\u00DF\u0130\u0131\u017F\u212A\uFF21\uFF20\uFF0E\u3002\u05D0\u0627\u4E2D\u0301\u200B\u200D\u202E\uFEFF\u00AD\uFE0F\uD83D\uDE00";

    private const string Words = "abkxyzABKXYZ0129.+-_'\u00E9\u00C9\u00DF\u0130\u0131\u4E2D\u05D0";

    /// <summary>Any text, null included, with many that are nearly an e-mail address.</summary>
    internal static Gen<string?> Email { get; } = Gen.Frequency(
        (1, Gen.Constant<string?>(null)),
        (4, Gen.Elements(Palette.ToCharArray()).ArrayOf().Select(typed => (string?)new string(typed))),
        (10, from local in Word(12) from domain in Domain from around in Around select (string?)$"{around}{local}@{domain}{around}"));

    /// <summary>Addresses that are read, in other case as well.</summary>
    internal static Gen<EmailAddress> Read { get; } =
        (from local in Gen.Elements("abAB1+.\u00E9".ToCharArray()).NonEmptyListOf() from domain in Gen.Elements("a.com", "A.COM", "b.com") select $"{string.Concat(local)}@{domain}")
        .Where(typed => EmailAddress.TryParse(typed, out _, out _))
        .Select(typed => EmailAddress.TryParse(typed, out EmailAddress? address, out _) ? address : throw new InvalidOperationException(typed));

    /// <summary>A country's digits in some form with separators strewn in, and the same with neither.</summary>
    internal static Gen<(string Country, string Typed, string Plain)> Phone { get; } =
        from country in Gen.Elements(CallingCodes.All.ToArray())
        from isInternational in Gen.Elements(true, false)
        from length in Gen.Choose(0, 16)
        from digits in Gen.Choose(0, 9).ArrayOf(length)
        from forms in Gen.Choose(0, 6).ArrayOf(length)
        from gaps in Gen.Choose(0, 40).ArrayOf(length)
        from around in Around
        let code = isInternational ? "+" + country.Code : string.Empty
        select (country.Country, around + code + string.Concat(digits.Select((digit, i) => Gap(gaps[i]) + Form(digit, forms[i]))) + around, code + string.Concat(digits));

    /// <summary>Any text at all.</summary>
    internal static Arbitrary<string?> Any => TypedText.Any;

    private static Gen<string> Domain => Gen.Frequency(
        (6, Gen.Elements("example.com", "Example.COM", "x.y", "b\u00FCcher.example", "\u4E2D.\u4E2D", "xn--bcher-kva.example", "a-b.c9")),
        (4, from name in Word(8) from top in Word(4) select $"{name}.{top}"));

    private static Gen<string> Around => Gen.Elements(string.Empty, string.Empty, string.Empty, " ", "\t", "\r\n", "\u00A0\u2003");

    private static Gen<string> Word(int most) => from length in Gen.Choose(0, most) from word in Gen.Elements(Words.ToCharArray()).ArrayOf(length) select new string(word);

    private static string Gap(int gap) => gap < TypedText.Separators.Length ? TypedText.Separators[gap].ToString() : gap switch { 14 => "(", 15 => ")", 16 => ".", 17 => "/", _ => string.Empty };

    private static char Form(int digit, int form) => (char)(digit + form switch { 4 => '\uFF10', 5 => '\u0660', 6 => '\u06F0', _ => '0' });
}
