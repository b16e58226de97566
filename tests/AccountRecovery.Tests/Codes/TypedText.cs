using FsCheck;
using FsCheck.Fluent;

namespace AccountRecovery;

/// <summary>Text as people, pasted documents and attackers type it. Shrinks by dropping characters, then by turning them into zeros.</summary>
internal static class TypedText
{
    /// <summary>Every character that code folding lists as a separator.</summary>
    internal const string Separators = " \u00A0\u202F\u3000-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFF0D";

    private const string Palette =
        "0123456789 -ABCXYZabcxyzOoIiLlUu\u00A0\u202F\u3000\u2010\u2212\uFF10\uFF21\uFF41\u0660\u0669\u06F0\u06F9"
        + "\u00AD\u200B\u200D\uFEFF\0\n\t\r\u202E\u2460\u00B2\u0410\u0430\u0130\u0131\u017F\u212A\uD83D\uDE00";

    /// <summary>Any text at all, null and lone surrogates included, with many near misses of a code.</summary>
    internal static Arbitrary<string?> Any { get; } = Arb.From(
        Gen.Frequency(
            (1, Gen.Constant<string?>(null)),
            (9, Chars.ArrayOf().Select(typed => (string?)new string(typed))),
            (9, NearCode.ArrayOf(8).Select(typed => (string?)new string(typed))),
            (1, Chars.ArrayOf(200).Select(typed => (string?)new string(typed)))),
        Shrink);

    private static Gen<char> Chars => Gen.Frequency((4, Gen.Elements(Palette.ToCharArray())), (1, Gen.Choose(char.MinValue, char.MaxValue).Select(code => (char)code)));

    private static Gen<char> NearCode => Gen.Frequency((30, Gen.Elements("0123456789\u0663\uFF17".ToCharArray())), (1, Chars));

    /// <summary>A code's symbols in one of the forms that folding forgives, with separators strewn in and white space around it.</summary>
    internal static Arbitrary<(byte[] Symbols, string Typed)> Forgiven(CodeFormat format) =>
        Arb.From(
            from values in Gen.Choose(0, format.Alphabet.Symbols.Length - 1).ArrayOf(format.Length)
            from forms in Gen.Choose(0, 5).ArrayOf(format.Length)
            from gaps in Gen.Choose(0, 3 * Separators.Length).ArrayOf(format.Length)
            from around in Gen.Elements("", " ", "\t", "\r\n", "\u00A0\u2003", "\u3000\u2028")
            select Typed(format, values, forms, gaps, around),
            given => given.Typed.Contains(' ', StringComparison.Ordinal) ? [(given.Symbols, given.Typed.Replace(" ", string.Empty, StringComparison.Ordinal))] : []);

    private static (byte[] Symbols, string Typed) Typed(CodeFormat format, int[] values, int[] forms, int[] gaps, string around)
    {
        if (format.HasCheckSymbol)
        {
            values[^1] = CheckSymbol.Compute([.. values[..^1].Select(value => (byte)value)]);
        }

        byte[] symbols = [.. values.Select(value => (byte)format.Alphabet.Symbols[value])];
        IEnumerable<string> typed = symbols.Select((symbol, i) => Form((char)symbol, forms[i], format) + (gaps[i] < Separators.Length ? Separators[gaps[i]].ToString() : string.Empty));
        return (symbols, around + string.Concat(typed) + around);
    }

    private static string Form(char symbol, int form, CodeFormat format) => form switch
    {
        1 when char.IsAsciiLetterUpper(symbol) => ((char)(symbol | 0x20)).ToString(),
        2 => ((char)(symbol + 0xFEE0)).ToString(),
        3 when char.IsAsciiDigit(symbol) => ((char)(symbol - '0' + 0x0660)).ToString(),
        4 when char.IsAsciiDigit(symbol) => ((char)(symbol - '0' + 0x06F0)).ToString(),
        5 when symbol is '0' && format.Alphabet == CodeAlphabet.Crockford32 => "o",
        5 when symbol is '1' && format.Alphabet == CodeAlphabet.Crockford32 => "L",
        _ => symbol.ToString(),
    };

    private static IEnumerable<string?> Shrink(string? typed) => typed is null
        ? []
        : Enumerable.Range(0, typed.Length).Select(at => typed.Remove(at, 1))
            .Concat(Enumerable.Range(0, typed.Length).Where(at => typed[at] != '0').Select(at => typed.Remove(at, 1).Insert(at, "0")));
}
