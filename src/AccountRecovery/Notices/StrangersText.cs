using System.Globalization;
using System.Net;
using System.Text;

namespace AccountRecovery;

/// <summary>Removes unsafe characters from a text that a stranger may have chosen, such as the name of a device.</summary>
/// <remarks>
/// A stranger who requests a code for another person's address can put text into our message. This class removes everything that a mail or phone program turns into
/// a link, and everything that looks like a code or a phone number. Words remain, with few digits between them.
/// </remarks>
internal static class StrangersText
{
    /// <summary>The maximum number of digits without a letter between them. Versions and years have up to four; phone numbers and codes have more.</summary>
    internal const int MostDigits = 4;

    // Without the characters of addresses, the quotation mark that would end our own quotation, and the characters of HTML, in case a host shows the text unescaped.
    private const string Marks = ",-()'’_+";

    private static readonly Rune Space = new(' ');

    private static readonly Rune Dot = new('.');

    /// <summary>Returns the words in one line; null if there are none.</summary>
    internal static string? Words(string? text)
    {
        if (text is null)
        {
            return null;
        }

        List<Rune> runes = [.. text.EnumerateRunes()];
        var words = new StringBuilder();
        for (int at = 0; at < runes.Count; at++)
        {
            if (!Rune.IsDigit(runes[at]))
            {
                words.Append(IsPlain(runes, at) ? runes[at] : Space);
                continue;
            }

            int end = EndOfNumber(runes, at);
            AppendNumber(words, runes[at..end]);
            at = end - 1;
        }

        string line = OneLine.Of(words.ToString());
        return line.EnumerateRunes().Any(Rune.IsLetter) ? line : null;
    }

    /// <summary>Returns where a call came from: an IP address unchanged, any other text as words; null if there are none.</summary>
    internal static string? Place(string? text) =>
        text?.AsSpan().ContainsAny('.', ':') == true && text.All(sign => char.IsAsciiHexDigit(sign) || sign is '.' or ':') && IPAddress.TryParse(text, out IPAddress? address)
            ? address.ToString()
            : Words(text);

    // A combining mark belongs to the letter before it. Without a letter before it, the mark would change our own text.
    private static bool IsPlain(List<Rune> runes, int at) =>
        Rune.IsLetter(runes[at])
        || (runes[at].IsBmp && Marks.Contains((char)runes[at].Value, StringComparison.Ordinal))
        || (IsCombining(runes[at]) && at > 0 && (Rune.IsLetter(runes[at - 1]) || IsCombining(runes[at - 1])) && IsPlain(runes, at - 1));

    private static bool IsCombining(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // A number ends with the last digit before the next letter.
    private static int EndOfNumber(List<Rune> runes, int at)
    {
        int letter = runes.FindIndex(at, Rune.IsLetter);
        return runes.FindLastIndex((letter < 0 ? runes.Count : letter) - 1, Rune.IsDigit) + 1;
    }

    // 18.2.1 is a version. 1.1.1.1 would become a link in a text message.
    private static void AppendNumber(StringBuilder words, List<Rune> number)
    {
        if (number.Count(Rune.IsDigit) > MostDigits || number.Count(rune => rune == Dot) > 2)
        {
            words.Append(Space);
            return;
        }

        for (int i = 0; i < number.Count; i++)
        {
            bool isPoint = number[i] == Dot && Rune.IsDigit(number[i - 1]) && Rune.IsDigit(number[i + 1]);
            words.Append(isPoint || Rune.IsDigit(number[i]) || IsPlain(number, i) ? number[i] : Space);
        }
    }
}
