using System.Text;

namespace AccountRecovery;

/// <summary>Makes any text of a caller fit its column, because an event that the database refuses would be delivered again and again.</summary>
internal static class AuditText
{
    /// <summary>The length of the columns. Databases count code points or UTF-16 units. A text of at most this number of UTF-16 units fits in both cases.</summary>
    internal const int MaxLength = 64;

    /// <summary>Returns the text, cut after a whole character. U+FFFD replaces NUL and unpaired surrogates, which databases cannot store as text.</summary>
    internal static string? Fit(string? text) => Kept(text, rune => rune.Value == 0 ? Rune.ReplacementChar : rune);

    /// <summary>
    /// Returns the text for a database whose encoding is not UTF-8. A question mark replaces every character except printable ASCII, which all encodings contain.
    /// </summary>
    internal static string? FitAscii(string? text) => Kept(text, rune => rune.Value is >= ' ' and <= '~' ? rune : new Rune('?'));

    private static string? Kept(string? text, Func<Rune, Rune> choose)
    {
        if (text is null)
        {
            return null;
        }

        var kept = new StringBuilder(MaxLength);
        foreach (Rune rune in text.EnumerateRunes())
        {
            string chosen = choose(rune).ToString();
            if (kept.Length + chosen.Length > MaxLength)
            {
                break;
            }

            kept.Append(chosen);
        }

        return kept.ToString();
    }
}
