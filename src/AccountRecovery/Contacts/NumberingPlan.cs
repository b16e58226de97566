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

    /// <summary>The country of a number; null where several share the code and the number does not tell.</summary>
    /// <remarks>What was chosen in a form has no say: whoever is limited by country would choose another.</remarks>
    internal static string? CountryOf(string code, string national) => CountriesOfCode[code] is [{ } only]
        ? only
        : CountriesOfCode[code].FirstOrDefault(country => AreasOf.TryGetValue(country, out string[]? areas) && areas.Any(area => national.StartsWith(area, StringComparison.Ordinal)))
            ?? CountriesOfCode[code].FirstOrDefault(Largest.Contains);

    /// <summary>A number as it is dialled inside of a country, without the national prefix.</summary>
    internal static string WithoutTrunk(string country, string dialled) =>
        Trunks[country].FirstOrDefault(trunk => trunk.Begins(dialled)) is { } trunk ? dialled[trunk.Prefix.Length..] : dialled;

    /// <summary>A number after its country code, without the 0 that many write in brackets there and nobody dials.</summary>
    /// <remarks>Without all of them, so that what was read reads as itself.</remarks>
    internal static string WithoutZeros(string code, string national)
    {
        string rest = national;
        while (CountriesOfCode[code].Any(country => Trunks[country].Any(trunk => trunk.Prefix == "0" && trunk.Begins(rest))))
        {
            rest = rest[1..];
        }

        return rest;
    }

    /// <summary>A national prefix; with the digits that must remain after it, where a number may begin with it as well.</summary>
    private sealed record Trunk(string Prefix, int? Remaining)
    {
        internal static Trunk Read(string text) => text.Split(':') is [{ } prefix, { } remaining]
            ? new Trunk(prefix, int.Parse(remaining, CultureInfo.InvariantCulture))
            : new Trunk(text, null);

        internal bool Begins(string number) =>
            number.StartsWith(Prefix, StringComparison.Ordinal) && (Remaining is null || number.Length == Prefix.Length + Remaining);
    }
}
