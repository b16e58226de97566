using System.Globalization;
using System.Text;

namespace AccountRecovery;

/// <summary>Prepares text of the host for a voice call: writes special characters as words.</summary>
internal static class SpokenText
{
    /// <summary>Returns the text in letters, digits and the punctuation that makes a pause.</summary>
    internal static string Of(string text)
    {
        string line = OneLine.Of(text, int.MaxValue);
        var spoken = new StringBuilder();
        int at = 0;
        foreach (Rune rune in line.EnumerateRunes())
        {
            at += rune.Utf16SequenceLength;
            bool endsWord = at == line.Length || line[at] == ' ';
            spoken.Append(rune.Value switch
            {
                '.' => endsWord ? "." : " dot ",
                '@' => " at ",
                '&' => " and ",
                '+' => " plus ",
                '/' => " slash ",
                '_' => " underscore ",
                '%' => " percent ",
                '#' => " number ",
                ',' or '?' or ':' or '\'' or '-' => rune.ToString(),
                _ => IsSpoken(rune) ? rune.ToString() : " ",
            });
        }

        return OneLine.Of(spoken.ToString(), int.MaxValue);
    }

    /// <summary>Writes the digits of a code one by one, with a longer pause between groups: <c>1, 2, 3. 4, 5, 6, 7</c>.</summary>
    internal static string OneByOne(string code) => string.Join(". ", code.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(group => string.Join(", ", group.AsEnumerable())));

    private static bool IsSpoken(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
