using System.Text;

namespace AccountRecovery;

/// <summary>Makes a caller's text fit its column, whatever it holds: an event that a database refuses would be delivered again for ever.</summary>
internal static class AuditText
{
    /// <summary>The columns' length. Databases count in code points or in UTF-16 units; within so many of the latter, both hold it.</summary>
    internal const int MaxLength = 64;

    /// <summary>The text cut off at a character, with U+FFFD for what no database keeps as text: NUL and half a surrogate pair.</summary>
    internal static string? Fit(string? text) => Kept(text, rune => rune.Value == 0 ? Rune.ReplacementChar : rune);

    /// <summary>For a database in another encoding than UTF-8: a question mark for everything but printable ASCII, which all of them have.</summary>
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
