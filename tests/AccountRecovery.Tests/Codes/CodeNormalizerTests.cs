using System.Text;

namespace AccountRecovery;

public sealed class CodeNormalizerTests
{
    private const string ArabicIndicDigits = "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669";
    private const string PersianDigits = "\u06F0\u06F1\u06F2\u06F3\u06F4\u06F5\u06F6\u06F7\u06F8\u06F9";

    /// <summary>The map as the documentation lists it, written down a second time.</summary>
    private static readonly Dictionary<char, char> Listed = List();

    [Fact]
    public void C3_Of_all_characters_exactly_the_listed_ones_map()
    {
        for (int code = char.MinValue; code <= char.MaxValue; code++)
        {
            Assert.Equal(Listed.GetValueOrDefault((char)code), CodeNormalizer.ToAscii((char)code));
        }
    }

    [Theory]
    [InlineData("digits:3", 40, 13)]
    [InlineData("crockford32:3", 140, 13)]
    [InlineData("0123456789abcdef:3", 64, 13)]
    [InlineData("abAB012:3", 20, 13)]
    public void C3_Of_all_characters_exactly_the_listed_ones_are_taken_inside_a_code(string notation, int symbols, int separators)
    {
        var format = CodeFormat.Parse(notation);
        byte[] buffer = new byte[3];
        CodeFault[] faults = [.. Enumerable.Range(char.MinValue, char.MaxValue + 1).Select(code => CodeNormalizer.Normalize(format, $"0{(char)code}1", buffer).Fault)];

        Assert.Equal(symbols, faults.Count(fault => fault == CodeFault.None));
        Assert.Equal(separators, faults.Count(fault => fault == CodeFault.TooFewSymbols));
        Assert.Equal(65_536 - symbols - separators, faults.Count(fault => fault == CodeFault.UnexpectedCharacter));
    }

    [Theory]
    [InlineData("", CodeFault.Empty, 0)]
    [InlineData(null, CodeFault.Empty, 0)]
    [InlineData(" ", CodeFault.Empty, 1)]
    [InlineData("----", CodeFault.Empty, 4)]
    [InlineData("\t\r\n\u2003", CodeFault.Empty, 4)]
    [InlineData("\0", CodeFault.UnexpectedCharacter, 0)]
    [InlineData("1234 5678", CodeFault.None, 0)]
    [InlineData("  1234 5678\n", CodeFault.None, 0)]
    [InlineData("-1234-5678-", CodeFault.None, 0)]
    [InlineData("1234 567", CodeFault.TooFewSymbols, 8)]
    [InlineData(" 1234 567 ", CodeFault.TooFewSymbols, 10)]
    [InlineData("1234 56789", CodeFault.TooManySymbols, 9)]
    [InlineData("1234 5678 9", CodeFault.TooManySymbols, 10)]
    [InlineData("1234 5678 x", CodeFault.UnexpectedCharacter, 10)]
    [InlineData("  x234 5678", CodeFault.UnexpectedCharacter, 2)]
    [InlineData("1234_5678", CodeFault.UnexpectedCharacter, 4)]
    [InlineData("1234.5678", CodeFault.UnexpectedCharacter, 4)]
    [InlineData("+12345678", CodeFault.UnexpectedCharacter, 0)]
    [InlineData("1234567O", CodeFault.UnexpectedCharacter, 7)]
    [InlineData("1e345678", CodeFault.UnexpectedCharacter, 1)]
    [InlineData("12\t345678", CodeFault.UnexpectedCharacter, 2)]
    [InlineData("1234\n5678", CodeFault.UnexpectedCharacter, 4)]
    public void Fold_BackupCode_SaysWhatAndWhere(string? typed, CodeFault fault, int position) =>
        Assert.Equal(new NormalizationResult(fault, position), CodeNormalizer.Normalize(CodeFormat.BackupCode, typed, new byte[8]));

    [Theory]
    [InlineData("01234-56789-ABCDE-FGHJK-MNPQ3", CodeFault.None, 0)]
    [InlineData("oi234-56789-abcde-fghjk-mnpq3", CodeFault.None, 0)]
    [InlineData("0l234 56789 abcde fghjk mnpq3", CodeFault.None, 0)]
    [InlineData("01234-56789-ABCDE-FGHJK-MNPQ4", CodeFault.CheckSymbol, 28)]
    [InlineData("01234-56789-ABCDE-FGHJK-MNQP3", CodeFault.CheckSymbol, 28)]
    [InlineData("10234-56789-ABCDE-FGHJK-MNPQ3", CodeFault.CheckSymbol, 28)]
    [InlineData(" 10234-56789-ABCDE-FGHJK-MNPQ3- ", CodeFault.CheckSymbol, 29)]
    [InlineData("01234-56789-ABCDE-FGHJK-MNPQ", CodeFault.TooFewSymbols, 28)]
    [InlineData("01234-56789-ABCDE-FGHJK-MNPQ33", CodeFault.TooManySymbols, 29)]
    [InlineData("01234-56789-ABCDE-FGHJK-MNPU3", CodeFault.UnexpectedCharacter, 27)]
    public void Fold_RecoveryCode_SaysWhatAndWhere(string typed, CodeFault fault, int position) =>
        Assert.Equal(new NormalizationResult(fault, position), CodeNormalizer.Normalize(CodeFormat.RecoveryCode, typed, new byte[25]));

    [Theory]
    [InlineData("\u2460\u2461\u2462\u2463\u2464\u2465\u2466\u2467")]                    // circled digits
    [InlineData("\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078")]                    // superscript digits
    [InlineData("\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088")]                    // subscript digits
    [InlineData("\u0967\u0968\u0969\u096A\u096B\u096C\u096D\u096E")]                    // Devanagari digits
    [InlineData("\u0E51\u0E52\u0E53\u0E54\u0E55\u0E56\u0E57\u0E58")]                    // Thai digits
    [InlineData("\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B")]                    // Han digits
    [InlineData("\uD835\uDFCF\uD835\uDFD0\uD835\uDFD1\uD835\uDFD2\uD835\uDFD3\uD835\uDFD4\uD835\uDFD5\uD835\uDFD6")] // bold digits
    [InlineData("1234567\u041E")]                                                       // Cyrillic O
    [InlineData("1234567\u043E")]
    [InlineData("123456\u04C07")]                                                       // palochka
    [InlineData("123456\u01307")]                                                       // dotted I, dotless i, long s, Kelvin
    [InlineData("123456\u01317")]
    [InlineData("123456\u017F7")]
    [InlineData("123456\u212A7")]
    [InlineData("1234\u200B5678")]                                                      // zero width: space, non-joiner, joiner
    [InlineData("1234\u200C5678")]
    [InlineData("1234\u200D5678")]
    [InlineData("1234\uFEFF5678")]
    [InlineData("\uFEFF12345678")]
    [InlineData("12345678\uFEFF")]
    [InlineData("1234\u00AD5678")]                                                      // soft hyphen
    [InlineData("1234\u20005678")]                                                      // spaces that are not listed
    [InlineData("1234\u20095678")]
    [InlineData("1234\u16805678")]
    [InlineData("1234\u20435678")]                                                      // dashes that are not listed
    [InlineData("1234\u30FC5678")]
    [InlineData("1234\u058A5678")]
    [InlineData("\u202E12345678")]                                                      // marks of direction
    [InlineData("12345678\u202C")]
    [InlineData("\u200F12345678")]
    [InlineData("1234\u200E5678")]
    [InlineData("1234\u061C5678")]
    [InlineData("1234\u20665678\u2069")]
    [InlineData("1234\n5678")]                                                          // inner controls
    [InlineData("1234\r\n5678")]
    [InlineData("1234\t5678")]
    [InlineData("1234\v5678")]
    [InlineData("1234\u20285678")]
    [InlineData("1234\u00855678")]
    [InlineData("1234\05678")]
    [InlineData("12345678\0")]
    [InlineData("\012345678")]
    [InlineData("1234567\u0308")]                                                       // combining marks
    [InlineData("12345678\u0301")]
    public void C3_Look_alikes_and_invisible_characters_are_malformed(string typed)
    {
        Assert.Equal(CodeFault.UnexpectedCharacter, CodeNormalizer.Normalize(CodeFormat.BackupCode, typed, new byte[8]).Fault);
        Assert.Equal(CodeFault.UnexpectedCharacter, CodeNormalizer.Normalize(CodeFormat.Parse("crockford32:8"), typed, new byte[8]).Fault);
    }

    // Not as attributes: they hold UTF-8, which has no halves of surrogate pairs.
    [Fact]
    public void C3_Halves_of_surrogate_pairs_are_malformed() => Assert.All(
        ["1234567\uD83D", "\uDE001234567", "1234\uDE005678", "1234\uD83D5678", "12345678\uD83D", "1234\uDE00\uD83D5678"],
        C3_Look_alikes_and_invisible_characters_are_malformed);

    [Theory]
    [InlineData("\uFF11\uFF12\uFF13\uFF14\u3000\uFF15\uFF16\uFF17\uFF18")]
    [InlineData("\u0661\u0662\u0663\u0664 \u0665\u0666\u0667\u0668")]
    [InlineData("\u06F1\u06F2\u06F3\u06F4\u20135\u06F6\u06F7\u06F8")]
    public void Fold_OtherDigits_AreTheAsciiOnes(string typed)
    {
        byte[] symbols = new byte[8];

        Assert.True(CodeNormalizer.Normalize(CodeFormat.BackupCode, typed, symbols).IsCode);
        Assert.Equal("12345678", Encoding.ASCII.GetString(symbols));
    }

    [Fact]
    public void Fold_128Characters_AreTheMost()
    {
        string longest = "1234" + new string('-', 120) + "5678";

        Assert.Equal(128, longest.Length);
        Assert.True(CodeNormalizer.Normalize(CodeFormat.BackupCode, longest, new byte[8]).IsCode);
        Assert.Equal(new NormalizationResult(CodeFault.TooLong, 128), CodeNormalizer.Normalize(CodeFormat.BackupCode, longest + " ", new byte[8]));
        Assert.Equal(new NormalizationResult(CodeFault.TooLong, 128), CodeNormalizer.Normalize(CodeFormat.BackupCode, new string(' ', 129), new byte[8]));
        Assert.Equal(new NormalizationResult(CodeFault.TooLong, 128), CodeNormalizer.Normalize(CodeFormat.BackupCode, new string('1', 10_000_000), new byte[8]));
    }

    private static Dictionary<char, char> List()
    {
        var listed = new Dictionary<char, char>();
        for (char ascii = ' '; ascii <= '~'; ascii++)
        {
            listed[ascii] = ascii;
            listed[(char)(ascii + 0xFEE0)] = ascii;
        }

        // The full-width forms begin with the exclamation mark; the full-width space is elsewhere.
        listed.Remove('\uFF00');
        foreach (char separator in TypedText.Separators)
        {
            listed[separator] = separator is ' ' or '\u00A0' or '\u202F' or '\u3000' ? ' ' : '-';
        }

        for (int digit = 0; digit < 10; digit++)
        {
            listed[ArabicIndicDigits[digit]] = (char)('0' + digit);
            listed[PersianDigits[digit]] = (char)('0' + digit);
        }

        return listed;
    }
}
