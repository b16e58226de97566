using System.Collections.Frozen;
using System.Globalization;

namespace AccountRecovery;

/// <summary>What <see cref="CountryRows"/> and <see cref="AreaRows"/> say, ready to be asked.</summary>
internal static class NumberingPlan
{
    /// <summary>The longest country code, in digits.</summary>
    internal const int MaxCode = 3;

    // ITU-T E.164, list of assigned country codes: codes of networks and services, and one for relief that is withdrawn.
    private static readonly FrozenSet<string> Services =
        FrozenSet.ToFrozenSet(["800", "808", "870", "878", "881", "882", "883", "888", "979"], StringComparer.Ordinal);

    private static readonly string[][] Rows = [.. CountryRows.Text.ReplaceLineEndings("\n").Split('\n').Select(row => row.Split('|'))];

    private static readonly FrozenDictionary<string, Trunk[]> Trunks = Rows.ToFrozenDictionary(
        row => row[0], row => row[2].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Trunk.Read).ToArray(), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> CountriesOfCode = Rows
        .GroupBy(row => row[1], row => row[0], StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> AreasOf = AreaRows.Text.ReplaceLineEndings("\n").Split('\n')
        .Select(row => row.Split('|'))
        .GroupBy(row => row[0], row => row[1], StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.SelectMany(areas => areas.Split(' ')).ToArray(), StringComparer.Ordinal);

    private static readonly FrozenSet<string> Largest = AreaRows.Largest.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>All countries, by name in ordinal order.</summary>
    internal static IReadOnlyList<CallingCode> Countries { get; } =
        Array.AsReadOnly(Rows.Select(row => new CallingCode(row[0], row[3], row[1])).ToArray());

    private static readonly FrozenDictionary<string, CallingCode> ByCountry =
        Countries.ToFrozenDictionary(country => country.Country, StringComparer.OrdinalIgnoreCase);

    /// <summary>A country by its two letters, in either case; null when it is none.</summary>
    internal static CallingCode? Find(string country) => ByCountry.GetValueOrDefault(country);

    /// <summary>The assigned code that the digits of an international number begin with; null when there is none. No code begins another.</summary>
    internal static string? CodeOf(string digits) => Enumerable.Range(1, MaxCode)
        .Where(length => length <= digits.Length)
        .Select(length => digits[..length])
        .FirstOrDefault(code => CountriesOfCode.ContainsKey(code) || Services.Contains(code));

    /// <summary>Whether the code is of a service of the whole world.</summary>
    internal static bool IsService(string code) => Services.Contains(code);

    /// <summary>The country of a number; the one that was chosen where the number does not tell and it has that code; else null.</summary>
    /// <remarks>The choice comes last: whoever is limited by country chooses another.</remarks>
    internal static string? CountryOf(string code, string national, string? chosen)
    {
        string[] sharing = CountriesOfCode[code];
        return sharing is [{ } only]
            ? only
            : sharing.FirstOrDefault(country => AreasOf.TryGetValue(country, out string[]? areas) && areas.Any(area => national.StartsWith(area, StringComparison.Ordinal)))
                ?? sharing.FirstOrDefault(Largest.Contains)
                ?? sharing.FirstOrDefault(country => country == chosen);
    }

    /// <summary>A number as it is dialled inside of a country, without the national prefix.</summary>
    internal static string WithoutTrunk(string country, string dialled)
    {
        foreach (Trunk trunk in Trunks[country])
        {
            if (dialled.StartsWith(trunk.Prefix, StringComparison.Ordinal) && (trunk.Remaining is null || dialled.Length == trunk.Prefix.Length + trunk.Remaining))
            {
                return dialled[trunk.Prefix.Length..];
            }
        }

        return dialled;
    }

    /// <summary>A number after its country code, without the 0 that many write in brackets there and nobody dials.</summary>
    internal static string WithoutZero(string code, string national) =>
        national.StartsWith('0') && CountriesOfCode[code].Any(country => Trunks[country].Contains(new Trunk("0", null))) ? national[1..] : national;

    /// <summary>A national prefix; with the digits that must remain after it, where a number may begin with it as well.</summary>
    private sealed record Trunk(string Prefix, int? Remaining)
    {
        internal static Trunk Read(string text) => text.Split(':') is [{ } prefix, { } remaining]
            ? new Trunk(prefix, int.Parse(remaining, CultureInfo.InvariantCulture))
            : new Trunk(text, null);
    }
}
