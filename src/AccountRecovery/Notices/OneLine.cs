using System.Globalization;
using System.Text;

namespace AccountRecovery;

/// <summary>A text as one line: without what breaks lines, turns the direction of text or is not seen.</summary>
internal static class OneLine
{
    /// <summary>The longest text that is shown, in characters; the rest is cut off.</summary>
    internal const int MaxLength = 64;

    /// <summary>The text as one line, cut at a number of characters.</summary>
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

    // Of the unseen ones the two joiners are part of how words are written.
    private static bool IsShown(Rune rune) => rune.Value is 0x200C or 0x200D
        || (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            && rune != Rune.ReplacementChar);
}
