using System.Collections.Frozen;
using System.Globalization;

namespace AccountRecovery;

/// <summary>Looks up the data of <see cref="CountryRows"/> and <see cref="AreaRows"/>.</summary>
internal static class NumberingPlan
{
    /// <summary>The maximum length of a country code, in digits.</summary>
    internal const int MaxCode = 3;

    // From ITU-T E.164, list of assigned country codes: the codes of networks and services, and a withdrawn code for disaster relief.
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

    /// <summary>All countries, in the ordinal order of their names.</summary>
    internal static IReadOnlyList<CallingCode> Countries { get; } =
        Array.AsReadOnly(Rows.Select(row => new CallingCode(row[0], row[3], row[1])).ToArray());

    private static readonly FrozenDictionary<string, CallingCode> ByCountry =
        Countries.ToFrozenDictionary(country => country.Country, StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds a country by its two letters, in either case; null if there is no such country.</summary>
    internal static CallingCode? Find(string country) => ByCountry.GetValueOrDefault(country);

    /// <summary>The assigned code with which the digits of an international number begin; null if there is none. No code is the beginning of another code.</summary>
    internal static string? CodeOf(string digits) => Enumerable.Range(1, MaxCode)
        .Where(length => length <= digits.Length)
        .Select(length => digits[..length])
        .FirstOrDefault(code => CountriesOfCode.ContainsKey(code) || Services.Contains(code));

    /// <summary>Whether the code belongs to a worldwide service.</summary>
    internal static bool IsService(string code) => Services.Contains(code);

    /// <summary>The country of a number; null if several countries share the code and the digits do not show which.</summary>
    /// <remarks>The country chosen in a form is not used: a person who is limited by country could choose another one.</remarks>
    internal static string? CountryOf(string code, string national) => CountriesOfCode[code] is [{ } only]
        ? only
        : CountriesOfCode[code].FirstOrDefault(country => AreasOf.TryGetValue(country, out string[]? areas) && areas.Any(area => national.StartsWith(area, StringComparison.Ordinal)))
            ?? CountriesOfCode[code].FirstOrDefault(Largest.Contains);

    /// <summary>Removes the national prefix from a number as it is dialled inside a country.</summary>
    internal static string WithoutTrunk(string country, string dialled) =>
        Trunks[country].FirstOrDefault(trunk => trunk.Begins(dialled)) is { } trunk ? dialled[trunk.Prefix.Length..] : dialled;

    /// <summary>Removes, after the country code, the 0 that many people write in brackets and nobody dials.</summary>
    /// <remarks>Removes all such zeros, so that reading the result again gives the same number.</remarks>
    internal static string WithoutZeros(string code, string national)
    {
        string rest = national;
        while (CountriesOfCode[code].Any(country => Trunks[country].Any(trunk => trunk.Prefix == "0" && trunk.Begins(rest))))
        {
            rest = rest[1..];
        }

        return rest;
    }

    /// <summary>A national prefix. If a number may also begin with the prefix, with the number of digits that must remain after it.</summary>
    private sealed record Trunk(string Prefix, int? Remaining)
    {
        internal static Trunk Read(string text) => text.Split(':') is [{ } prefix, { } remaining]
            ? new Trunk(prefix, int.Parse(remaining, CultureInfo.InvariantCulture))
            : new Trunk(text, null);

        internal bool Begins(string number) =>
            number.StartsWith(Prefix, StringComparison.Ordinal) && (Remaining is null || number.Length == Prefix.Length + Remaining);
    }
}
