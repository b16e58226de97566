using System.Text;

namespace AccountRecovery;

/// <summary>Text for a voice: what the host chose, with signs as words.</summary>
internal static class SpokenText
{
    /// <summary>The text in letters, digits, and the punctuation that makes a pause.</summary>
    internal static string Of(string text)
    {
        string line = OneLine.Of(text, int.MaxValue);
        var spoken = new StringBuilder();
        for (int i = 0; i < line.Length; i++)
        {
            spoken.Append(line[i] switch
            {
                '.' when i + 1 < line.Length && line[i + 1] != ' ' => " dot ",
                '@' => " at ",
                '&' => " and ",
                '+' => " plus ",
                '/' => " slash ",
                '_' => " underscore ",
                '%' => " percent ",
                '#' => " number ",
                '.' or ',' or '?' or ':' or '\'' or '-' => line[i..(i + 1)],
                _ when char.IsLetterOrDigit(line[i]) || char.IsSurrogate(line[i]) || IsMark(line[i]) => line[i..(i + 1)],
                _ => " ",
            });
        }

        return OneLine.Of(spoken.ToString(), int.MaxValue);
    }

    /// <summary>The signs of a code one by one, with a longer pause where it is grouped: <c>1, 2, 3. 4, 5, 6, 7</c>.</summary>
    internal static string OneByOne(string code) => string.Join(". ", code.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(group => string.Join(", ", group.AsEnumerable())));

    private static bool IsMark(char sign) => char.GetUnicodeCategory(sign)
        is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
