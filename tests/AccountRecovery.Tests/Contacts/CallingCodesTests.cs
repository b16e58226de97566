namespace AccountRecovery;

public sealed class CallingCodesTests
{
    [Fact]
    public void The_list_has_every_country_once_by_name()
    {
        Assert.Equal(245, CallingCodes.All.Count);
        Assert.Equal(245, CallingCodes.All.Select(country => country.Country).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(245, CallingCodes.All.Select(country => country.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(CallingCodes.All.Select(country => country.Name).Order(StringComparer.Ordinal), CallingCodes.All.Select(country => country.Name));
    }

    [Fact]
    public void Every_row_is_a_country_a_name_and_a_code() => Assert.All(CallingCodes.All, country =>
    {
        Assert.True(country.Country is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'], country.Country);
        Assert.True(country.Code is { Length: 1 or 2 or 3 } and [>= '1' and <= '9', ..] && country.Code.All(char.IsAsciiDigit), country.Code);
        Assert.Equal(country.Name.Trim(), country.Name);
        Assert.True(country.Name.Length >= 4, country.Name);
    });

    [Fact]
    public void No_code_begins_another()
    {
        string[] codes = [.. CallingCodes.All.Select(country => country.Code).Distinct(StringComparer.Ordinal)];

        Assert.Equal(206, codes.Length);
        Assert.DoesNotContain(codes, code => codes.Any(other => other != code && other.StartsWith(code, StringComparison.Ordinal)));
    }

    [Fact]
    public void Where_several_share_a_code_no_two_claim_one_area()
    {
        (string Code, string Area)[] areas =
            [.. AreaRows.Text.Split('\n').Select(row => row.Split('|')).SelectMany(row => row[1].Split(' ').Select(area => (CallingCodes.All.Single(country => country.Country == row[0]).Code, area)))];

        Assert.DoesNotContain(areas, one => areas.Count(other => other.Code == one.Code && other.Area.StartsWith(one.Area, StringComparison.Ordinal)) != 1);
    }

    [Fact]
    public void The_list_cannot_be_changed() =>
        Assert.Throws<NotSupportedException>(() => ((IList<CallingCode>)CallingCodes.All)[0] = new CallingCode("XX", "Nowhere", "0"));

    [Theory]
    [InlineData("GB", "United Kingdom", "44")]
    [InlineData("US", "United States", "1")]
    [InlineData("TR", "T\u00FCrkiye", "90")]
    [InlineData("AX", "\u00C5land Islands", "358")]
    [InlineData("XK", "Kosovo", "383")]
    public void All_ACountry_IsThere(string country, string name, string code) => Assert.Contains(new CallingCode(country, name, code), CallingCodes.All);
}
