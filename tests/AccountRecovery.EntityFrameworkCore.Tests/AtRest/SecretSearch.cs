using System.Buffers;
using System.Text;

namespace AccountRecovery;

/// <summary>Looks for secrets in bytes, in every form in which they might have slipped in: as canonical, shown, hexadecimal, Base64 or URL text.</summary>
internal sealed class SecretSearch
{
    // What else is written in digits is mostly longer: revisions, instants, and bytes in hexadecimal.
    private const int LongestNumber = 12;
    private const int Slack = 4;

    private readonly string[] _all;
    private readonly SearchValues<string> _forms;

    internal SecretSearch(IEnumerable<string> secrets)
    {
        _all = [.. secrets.SelectMany(Forms).Distinct(StringComparer.Ordinal)];
        _forms = SearchValues.Create(_all, StringComparison.Ordinal);
    }

    /// <summary>The first form that is found, with what is around it; null when there is none.</summary>
    internal string? FirstIn(byte[] place) => FirstIn(Encoding.Latin1.GetString(place));

    internal string? FirstIn(string place)
    {
        for (int from = 0; place.AsSpan(from).IndexOfAny(_forms) is >= 0 and int found; from += found + 1)
        {
            int at = from + found;
            if (_all.Any(form => IsAt(place, at, form)))
            {
                return place[Math.Max(0, at - 40)..Math.Min(place.Length, at + 60)];
            }
        }

        return null;
    }

    /// <summary>A secret in all its forms.</summary>
    internal static IEnumerable<string> Forms(string shown)
    {
        string canonical = string.Concat(shown.Where(symbol => symbol is not ' ' and not '-'));
        foreach (string text in (string[])[canonical, shown])
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            yield return text;
            yield return Convert.ToHexString(bytes);
            yield return Convert.ToHexStringLower(bytes);
            yield return Uri.EscapeDataString(text);
            yield return text.Replace(' ', '+');

            // Within longer Base64 text it may begin at any of three places; only the characters that are its own are looked for.
            for (int before = 0; before < 3; before++)
            {
                string encoded = Convert.ToBase64String([.. new byte[before], .. bytes]).TrimEnd('=');
                int first = ((before * 8) + 5) / 6;
                string own = encoded[first..^1];
                yield return own;
                yield return own.Replace('+', '-').Replace('/', '_');
            }
        }
    }

    private static bool IsAt(string place, int at, string form) =>
        place.AsSpan(at).StartsWith(form, StringComparison.Ordinal) && (form.Length > LongestNumber || form.Any(symbol => !char.IsAsciiDigit(symbol)) || !IsWithinNumber(place, at, form.Length));

    // Seven digits within a longer number are no code, nor are those behind a decimal point.
    private static bool IsWithinNumber(string place, int at, int length)
    {
        int from = at, to = at;
        while (from > 0 && char.IsAsciiHexDigit(place[from - 1]))
        {
            from--;
        }

        while (to < place.Length && char.IsAsciiHexDigit(place[to]))
        {
            to++;
        }

        return to - from > length + Slack || (from > 1 && place[from - 1] == '.' && char.IsAsciiDigit(place[from - 2]));
    }
}
