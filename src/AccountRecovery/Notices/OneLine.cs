using System.Globalization;
using System.Text;

namespace AccountRecovery;

/// <summary>Makes a text one line, without line breaks, characters that change the text direction, and invisible characters.</summary>
internal static class OneLine
{
    /// <summary>The maximum length of the text, in characters. The rest is cut off.</summary>
    internal const int MaxLength = 64;

    /// <summary>Returns the text as one line, cut off at a number of characters.</summary>
    internal static string Of(string text, int maxLength = MaxLength)
    {
        var line = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            Rune shown = IsShown(rune) ? rune : new Rune(' ');
            bool doubled = Rune.IsWhiteSpace(shown) && (line.Length == 0 || line[^1] == ' ');
            if (doubled)
            {
                continue;
            }

            if (line.Length + shown.Utf16SequenceLength > maxLength)
            {
                break;
            }

            line.Append(shown);
        }

        return line.ToString().TrimEnd();
    }

    // Of the invisible characters, only the two joiners are kept, because they change how words are written.
    private static bool IsShown(Rune rune) => rune.Value is 0x200C or 0x200D
        || (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            && rune != Rune.ReplacementChar);
}
