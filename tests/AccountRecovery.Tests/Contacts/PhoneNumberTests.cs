using System.Text.Json;

namespace AccountRecovery;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("+44 7700 900123", null, "+447700900123", "GB")]
    [InlineData("+447700900123", "", "+447700900123", "GB")]
    [InlineData("+44 (0)7700 900123", null, "+447700900123", "GB")]
    [InlineData("(+44) 7700.900/123", null, "+447700900123", "GB")]
    [InlineData("07700 900123", "GB", "+447700900123", "GB")]
    [InlineData("7700 900123", "gb", "+447700900123", "GB")]
    [InlineData("+44 7700 900123", "FR", "+447700900123", "GB")]
    [InlineData("01481 256789", "GG", "+441481256789", "GG")]
    [InlineData("01481 256789", "GB", "+441481256789", "GG")]
    [InlineData("\uFF0B\uFF14\uFF14 \u0667\u0667\u06F0\u06F0\u2013900123", null, "+447700900123", "GB")]
    [InlineData("1 (212) 555-0123", "US", "+12125550123", "US")]
    [InlineData("876 555 0123", "US", "+18765550123", "JM")]
    [InlineData("204 555 0123", "US", "+12045550123", "CA")]
    [InlineData("+1 800 555 0123", "JM", "+18005550123", null)]
    [InlineData("8 (843) 123-45-67", "RU", "+78431234567", "RU")]
    [InlineData("843 123-45-67", "RU", "+78431234567", "RU")]
    [InlineData("8 (727) 123-45-67", "KZ", "+77271234567", "KZ")]
    [InlineData("06 1234 5678", "IT", "+390612345678", "IT")]
    [InlineData("+39 06 1234 5678", null, "+390612345678", "IT")]
    [InlineData("+39 06698 12345", null, "+390669812345", "VA")]
    [InlineData("06 20 123 4567", "HU", "+36201234567", "HU")]
    [InlineData("011 15-2345-6789", "AR", "+5491123456789", "AR")]
    [InlineData("0223 15-512-3456", "AR", "+5492235123456", "AR")]
    [InlineData("02944 15-123456", "AR", "+5492944123456", "AR")]
    [InlineData("011 2345-6789", "AR", "+541123456789", "AR")]
    [InlineData("+683 4002", null, "+6834002", "NU")]
    public void TryParse_ANumber_IsRead(string typed, string? country, string expected, string? found)
    {
        Assert.True(PhoneNumber.TryParse(typed, country, out PhoneNumber? number, out AddressFault fault));

        Assert.Equal((expected, found, AddressFault.None), (number.Reveal(), number.Country, fault));
    }

    [Theory]
    [InlineData(null, null, AddressFault.Empty)]
    [InlineData("", "GB", AddressFault.Empty)]
    [InlineData(" \t", "GB", AddressFault.Empty)]
    [InlineData("+", null, AddressFault.Empty)]
    [InlineData("()-", "GB", AddressFault.Empty)]
    [InlineData("07700 900123", null, AddressFault.CountryMissing)]
    [InlineData("07700 900123", "", AddressFault.CountryMissing)]
    [InlineData("07700 900123", "XX", AddressFault.CountryUnknown)]
    [InlineData("07700 900123", "UK", AddressFault.CountryUnknown)]
    [InlineData("07700 900123", "GBR", AddressFault.CountryUnknown)]
    [InlineData("07700 900123", "44", AddressFault.CountryUnknown)]
    [InlineData("+44 7700 900123", "XX", AddressFault.CountryUnknown)]
    [InlineData("+999 7700 900123", null, AddressFault.CallingCodeUnknown)]
    [InlineData("+210 7700 900123", "GB", AddressFault.CallingCodeUnknown)]
    [InlineData("+0 7700 900123", null, AddressFault.CallingCodeUnknown)]
    [InlineData("+9", null, AddressFault.CallingCodeUnknown)]
    [InlineData("+800 1234 5678", null, AddressFault.NotForPersons)]
    [InlineData("+808 1234 5678", null, AddressFault.NotForPersons)]
    [InlineData("+870 1234 5678", null, AddressFault.NotForPersons)]
    [InlineData("+878 1234 5678", null, AddressFault.NotForPersons)]
    [InlineData("+881 1234 5678", null, AddressFault.NotForPersons)]
    [InlineData("+882 1234 5678", null, AddressFault.NotForPersons)]
    [InlineData("+883 1234 5678", null, AddressFault.NotForPersons)]
    [InlineData("+888 1234 5678", null, AddressFault.NotForPersons)]
    [InlineData("+979 1234 5678", null, AddressFault.NotForPersons)]
    [InlineData("0044 7700 900123", null, AddressFault.ZerosForPlus)]
    [InlineData("0044 7700 900123", "GB", AddressFault.ZerosForPlus)]
    [InlineData("+44", null, AddressFault.TooFewDigits)]
    [InlineData("0", "GB", AddressFault.TooFewDigits)]
    [InlineData("077", "GB", AddressFault.TooFewDigits)]
    [InlineData("07700 900123 07700 900124", "GB", AddressFault.TooManyDigits)]
    [InlineData("+44 7700 900123 ext 5", null, AddressFault.UnexpectedCharacter)]
    [InlineData("+44 7700 900123;ext=5", null, AddressFault.UnexpectedCharacter)]
    [InlineData("+44 7700 900123, 07700 900124", null, AddressFault.UnexpectedCharacter)]
    [InlineData("tel:+447700900123", null, AddressFault.UnexpectedCharacter)]
    [InlineData("++447700900123", null, AddressFault.UnexpectedCharacter)]
    [InlineData("44+7700900123", null, AddressFault.UnexpectedCharacter)]
    [InlineData("1-800-FLOWERS", "US", AddressFault.UnexpectedCharacter)]
    [InlineData("+44\t7700900123", null, AddressFault.UnexpectedCharacter)]
    [InlineData("+44\n7700900123", null, AddressFault.UnexpectedCharacter)]
    [InlineData("\u202A+447700900123\u202C", null, AddressFault.UnexpectedCharacter)]
    [InlineData("+4477009\u200B00123", null, AddressFault.UnexpectedCharacter)]
    [InlineData("+4477009\u09670123", null, AddressFault.UnexpectedCharacter)]
    [InlineData("alice@example.com", "GB", AddressFault.UnexpectedCharacter)]
    public void TryParse_AnythingElse_SaysWhatIsWrong(string? typed, string? country, AddressFault expected)
    {
        Assert.False(PhoneNumber.TryParse(typed, country, out PhoneNumber? number, out AddressFault fault));

        Assert.Null(number);
        Assert.Equal(expected, fault);
    }

    [Theory]
    [InlineData("44", 8, 15)]
    [InlineData("1", 8, 15)]
    [InlineData("247", 8, 15)]
    [InlineData("290", 7, 15)]
    [InlineData("683", 7, 15)]
    [InlineData("690", 7, 15)]
    public void TryParse_SoManyDigits_AreTheFewestAndTheMost(string code, int fewest, int most)
    {
        string digits = code + "2345678923456789";

        Assert.Equal(AddressFault.TooFewDigits, FaultOf("+" + digits[..(fewest - 1)]));
        Assert.Equal(AddressFault.None, FaultOf("+" + digits[..fewest]));
        Assert.Equal(AddressFault.None, FaultOf("+" + digits[..most]));
        Assert.Equal(AddressFault.TooManyDigits, FaultOf("+" + digits[..(most + 1)]));
    }

    [Fact]
    public void TryParse_64Characters_AreTheMost()
    {
        string longest = "+447700900123" + new string('-', 64 - 13);

        Assert.Equal(AddressFault.None, FaultOf(longest));
        Assert.Equal(AddressFault.TooLong, FaultOf(longest + "-"));
        Assert.Equal(AddressFault.TooLong, FaultOf(longest + " "));
    }

    [Fact]
    public void TryParse_100000Characters_AreRefusedBeforeAnyWork()
    {
        string flood = new('7', 100_000);
        FaultOf(flood);

        long before = GC.GetAllocatedBytesForCurrentThread();
        AddressFault fault = FaultOf(flood);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((AddressFault.TooLong, 0L), (fault, allocated));
    }

    [Fact]
    public void A_serializer_sees_the_mask_and_where_it_is_and_no_more()
    {
        Assert.True(PhoneNumber.TryParse("+447700900123", null, out PhoneNumber? number, out _));

        Assert.Equal("+44 *** 23", number.ToString());
        Assert.Equal("""{"CallingCode":"44","Country":"GB","Masked":"\u002B44 *** 23"}""", JsonSerializer.Serialize(number));
    }

    [Theory]
    [InlineData(AddressFault.CountryMissing)]
    [InlineData(AddressFault.CountryUnknown)]
    [InlineData(AddressFault.CallingCodeUnknown)]
    [InlineData(AddressFault.NotForPersons)]
    public void IsAboutCountry_TheseFour_AndNoOther(AddressFault fault)
    {
        Assert.True(fault.IsAboutCountry());
        Assert.Equal(4, Enum.GetValues<AddressFault>().Count(any => any.IsAboutCountry()));
    }

    private static AddressFault FaultOf(string typed)
    {
        _ = PhoneNumber.TryParse(typed, country: null, out _, out AddressFault fault);
        return fault;
    }
}
