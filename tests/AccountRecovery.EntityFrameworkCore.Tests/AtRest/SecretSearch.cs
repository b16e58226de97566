using System.Buffers;
using System.Text;

namespace AccountRecovery;

/// <summary>Looks for secrets in bytes, in every form in which they might have slipped in: as canonical, shown, hexadecimal, Base64 or URL text.</summary>
internal sealed class SecretSearch(IEnumerable<string> secrets)
{
    private readonly SearchValues<string> _forms = SearchValues.Create([.. secrets.SelectMany(Forms).Distinct(StringComparer.Ordinal)], StringComparison.Ordinal);

    /// <summary>The first form that is found, with what is around it; null when there is none.</summary>
    internal string? FirstIn(byte[] place) => FirstIn(Encoding.Latin1.GetString(place));

    internal string? FirstIn(string place)
    {
        for (int from = 0; place.AsSpan(from).IndexOfAny(_forms) is >= 0 and int found; from += found + 1)
        {
            int at = from + found;

            // Eight digits within a longer number are no code: revisions and instants have many.
            if (at == 0 || !char.IsAsciiDigit(place[at - 1]) || !char.IsAsciiDigit(place[at]) || !IsWithinNumber(place, at))
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

    private static bool IsWithinNumber(string place, int at)
    {
        int from = at, to = at;
        while (from > 0 && char.IsAsciiDigit(place[from - 1]))
        {
            from--;
        }

        while (to < place.Length && char.IsAsciiDigit(place[to]))
        {
            to++;
        }

        return to - from > 12;
    }
}
