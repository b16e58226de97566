namespace AccountRecovery;

/// <summary>The code blocks of docs/addresses.md.</summary>
public sealed class AddressSnippets
{
    [Fact]
    public void The_blocks_of_addresses_do_what_it_says()
    {
        Assert.Equal("A code is on its way to m***@example.com.", Email("mary@example.com"));
        Assert.Equal("Check what follows the @.", Email("mary@example"));
        Assert.Equal("Write it like name@example.com.", Email("mary, mary@example.com"));

        Assert.Equal("A code is on its way to +44 *** 23.", Phone("07700 900123", "GB"));
        Assert.Equal("Check the country: CallingCodeUnknown", Phone("+999 7700 900123", null));
        Assert.Equal("Check the number: TooFewDigits", Phone("0770", "GB"));

        Assert.Contains("<option value=\"GB\">United Kingdom +44</option>", Options(), StringComparison.Ordinal);

        Assert.Equal((true, false, true), Compare());
    }

    private static string Email(string typed)
    {
        if (EmailAddress.TryParse(typed, out EmailAddress? address, out AddressFault fault))
        {
            return $"A code is on its way to {address.Masked}.";
        }

        return fault switch
        {
            AddressFault.DomainInvalid => "Check what follows the @.",
            AddressFault.TooLong => "This is too long.",
            _ => "Write it like name@example.com.",
        };
    }

    private static string Phone(string typed, string? chosenCountry)
    {
        if (PhoneNumber.TryParse(typed, chosenCountry, out PhoneNumber? number, out AddressFault fault))
        {
            return $"A code is on its way to {number.Masked}.";
        }

        return fault.IsAboutCountry() ? $"Check the country: {fault}" : $"Check the number: {fault}";
    }

    private static string Options()
    {
        IEnumerable<string> options = CallingCodes.All.Select(country => $"<option value=\"{country.Country}\">{country.Name} +{country.Code}</option>");
        return string.Concat(options);
    }

    private static (bool Meet, bool Tagged, bool OneMailbox) Compare()
    {
        _ = EmailAddress.TryParse("Mary@example.com", out EmailAddress? mary, out _);
        _ = EmailAddress.TryParse("mary@EXAMPLE.com", out EmailAddress? other, out _);
        _ = EmailAddress.TryParse("mary+shop@example.com", out EmailAddress? tagged, out _);

        bool meet = mary!.Matches(other!);              // true: ASCII case alone
        bool meetTagged = mary.Matches(tagged!);        // false: perhaps somebody else's
        bool oneMailbox = mary.IsSameMailbox(tagged!);  // true: they do not count as two
        return (meet, meetTagged, oneMailbox);
    }
}
