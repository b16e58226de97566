using System.Buffers;
using System.Globalization;
using System.Text;

namespace AccountRecovery;

/// <summary>Reads the part after the @: a host name of at least two labels, in ASCII lower case. A name with other characters is converted by IDNA.</summary>
/// <remarks>
/// IDNA changes more than case: for example, it maps a full-width <c>x</c> to <c>x</c>. Mail must not go to a name that the person did not type,
/// so a name is refused if IDNA would change more than its case.
/// </remarks>
internal static class EmailDomain
{
    private const int MaxLength = 253;
    private const int MaxLabel = 63;

    private static readonly SearchValues<char> HostNames = SearchValues.Create("-.0123456789abcdefghijklmnopqrstuvwxyz");

    private static readonly IdnMapping Idna = new() { UseStd3AsciiRules = true, AllowUnassigned = false };

    // With InvariantGlobalization, .NET encodes names without mapping or checking them, so the result would differ from that of other processes.
    private static readonly bool IsMapping = ToAscii("\u00DC") == "xn--tda";

    /// <summary>Returns the name in ASCII lower case; null if the text is not a host name.</summary>
    internal static string? Fold(string typed)
    {
        bool beyondAscii = !Ascii.IsValid(typed);
        if (beyondAscii && !(IsMapping && IsWritten(typed)))
        {
            return null;
        }

        string? ascii = beyondAscii ? ToAscii(typed) : typed;
        ascii = ascii is null ? null : AddressCase.Lower(ascii);
        if (ascii is null || !IsHostName(ascii))
        {
            return null;
        }

        if (beyondAscii)
        {
            return string.Equals(ToUnicode(ascii), typed, StringComparison.OrdinalIgnoreCase) ? ascii : null;
        }

        return !HasEncodedLabel(ascii) || (ToUnicode(ascii) is { } unicode && IsWritten(unicode) && ToAscii(unicode) == ascii) ? ascii : null;
    }

    private static bool IsHostName(string name)
    {
        string[] labels = name.Length <= MaxLength && !name.AsSpan().ContainsAnyExcept(HostNames) ? name.Split('.') : [];
        return labels.Length >= 2
            && labels.All(label => label.Length is >= 1 and <= MaxLabel && label[0] != '-' && label[^1] != '-')
            && !labels[^1].All(char.IsAsciiDigit);
    }

    // Refuses symbols and invisible characters. .NET accepts some of them, but registries do not (RFC 5892).
    private static bool IsWritten(string name) => name.EnumerateRunes().All(rune => rune.IsAscii || AddressRunes.IsPartOfWord(rune));

    private static bool HasEncodedLabel(string name) =>
        name.StartsWith("xn--", StringComparison.Ordinal) || name.Contains(".xn--", StringComparison.Ordinal);

    private static string? ToAscii(string name)
    {
        try
        {
            return Idna.GetAscii(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? ToUnicode(string name)
    {
        try
        {
            return Idna.GetUnicode(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
