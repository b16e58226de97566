namespace AccountRecovery;

public sealed class StrangersTextTests
{
    [Theory]
    [InlineData("Firefox on Windows")]
    [InlineData("iPhone 15 Pro (iOS 18.2.1)")]
    [InlineData("Zoë's MacBook, 2024")]
    [InlineData("Chrome 140.0 on Ubuntu")]
    [InlineData("आईफ़ोन")]
    [InlineData("هاتف ٢٤")]
    [InlineData("張's phone 𝒜")]
    public void A_device_as_a_host_would_name_it_is_shown_as_it_is(string device) => Assert.Equal(device, StrangersText.Words(device));

    [Theory]
    [InlineData("https://evil.example/reset", "https evil example reset")]
    [InlineData("me@evil。example", "me evil example")]
    [InlineData("Chrome 140.0.7339.80 on Windows", "Chrome on Windows")]
    [InlineData("Windows 1.1.1.1", "Windows")]
    [InlineData("call 0800-111-222 now", "call now")]
    [InlineData("call (08) 00, 1 now", "call ( now")]
    [InlineData("call ١٢٣ ٤٥ now", "call now")]
    [InlineData("1234 a 5678", "1234 a 5678")]
    [InlineData("a \"quoted\" <b>&lt", "a quoted b lt")]
    [InlineData("one\r\ntwo\u2028three\u202Efour\0", "one two three four")]
    [InlineData("\u0301 a\u0301\u0302", "a\u0301\u0302")]
    [InlineData("half \uD83D a", "half a")]
    [InlineData("18.2. iOS .5", "18.2 iOS 5")]
    [InlineData("12345", null)]
    [InlineData("12", null)]
    [InlineData("🙂", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Words_OfWhatAStrangerWrites_HaveNoLinksAndNoNumbers(string? text, string? words) => Assert.Equal(words, StrangersText.Words(text));

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("2001:DB8::1", "2001:db8::1")]
    [InlineData("Berlin, Germany", "Berlin, Germany")]
    [InlineData("dead.beef", "dead beef")]
    [InlineData("12345678", null)]
    [InlineData("203.0.113.7 call evil.example", "call evil example")]
    [InlineData("fe80::1%evil", "fe80 1 evil")]
    [InlineData(null, null)]
    public void A_place_is_an_IP_address_or_words(string? source, string? shown) => Assert.Equal(shown, StrangersText.Place(source));

    [Fact]
    public void A_line_is_cut_at_64_characters_and_not_inside_one()
    {
        Assert.Equal(new string('a', 64), OneLine.Of(new string('a', 64)));
        Assert.Equal(new string('a', 64), OneLine.Of(new string('a', 65)));
        Assert.Equal(new string('a', 63), OneLine.Of(new string('a', 63) + "𝒜"));
        Assert.Equal(new string('a', 62) + "𝒜", OneLine.Of(new string('a', 62) + "𝒜"));
    }

    [Theory]
    [InlineData("AT&T", "AT and T")]
    [InlineData("shop.example", "shop dot example")]
    [InlineData("Call +44 20. Now!", "Call plus 44 20. Now")]
    [InlineData("a_b/c#d 5%", "a underscore b slash c number d 5 percent")]
    public void A_sign_of_the_hosts_is_spoken_as_a_word(string text, string spoken) => Assert.Equal(spoken, SpokenText.Of(text));
}
