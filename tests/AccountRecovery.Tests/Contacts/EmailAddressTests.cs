using System.Globalization;
using System.Text.Json;

namespace AccountRecovery;

public sealed class EmailAddressTests
{
    // A process without cultures takes names beyond ASCII only as IDNA encodes them.
    private static bool IsMapping => CultureUnderTest.Name != CultureUnderTest.Invariant;

    [Theory]
    [InlineData("alice@example.com", "alice@example.com")]
    [InlineData("  alice@example.com\r\n", "alice@example.com")]
    [InlineData("Alice.Smith@Example.COM", "Alice.Smith@example.com")]
    [InlineData("o'brien+shop@mail.example.co.uk", "o'brien+shop@mail.example.co.uk")]
    [InlineData("!#$%&'*+-/=?^_`{|}~@example.com", "!#$%&'*+-/=?^_`{|}~@example.com")]
    [InlineData("1@2.c3", "1@2.c3")]
    [InlineData("a@1.2.3.4e", "a@1.2.3.4e")]
    [InlineData("\u00E9lodie@example.com", "\u00E9lodie@example.com")]
    [InlineData("\u7530\u4E2D@example.com", "\u7530\u4E2D@example.com")]
    [InlineData("\u05D3\u05E0@example.com", "\u05D3\u05E0@example.com")]
    [InlineData("e\u0301lodie@example.com", "e\u0301lodie@example.com")]
    [InlineData("\uD801\uDC28@example.com", "\uD801\uDC28@example.com")]
    [InlineData("a@xn--bcher-kva.example", "a@xn--bcher-kva.example")]
    [InlineData("a@XN--BCHER-KVA.example", "a@xn--bcher-kva.example")]
    [InlineData("a@ab--cd.example", "a@ab--cd.example")]
    public void TryParse_OneAddress_IsRead(string typed, string expected)
    {
        Assert.True(EmailAddress.TryParse(typed, out EmailAddress? address, out AddressFault fault));

        Assert.Equal(expected, address.Reveal());
        Assert.Equal(AddressFault.None, fault);
    }

    [Theory]
    [InlineData("a@b\u00FCcher.example", "a@xn--bcher-kva.example")]
    [InlineData("a@B\u00DCCHER.example", "a@xn--bcher-kva.example")]
    [InlineData("a@\u00D6sterreich.example", "a@xn--sterreich-z7a.example")]
    [InlineData("a@fa\u00DF.example", "a@xn--fa-hia.example")]
    [InlineData("a@\u4E2D\u56FD.\u4E2D\u56FD", "a@xn--fiqs8s.xn--fiqs8s")]
    public void TryParse_DomainBeyondAscii_IsEncodedByIdna(string typed, string expected)
    {
        bool isRead = EmailAddress.TryParse(typed, out EmailAddress? address, out AddressFault fault);

        Assert.Equal(IsMapping, isRead);
        Assert.Equal(IsMapping ? AddressFault.None : AddressFault.DomainInvalid, fault);
        Assert.Equal(IsMapping ? expected : null, address?.Reveal());
    }

    [Theory]
    [InlineData(null, AddressFault.Empty)]
    [InlineData("", AddressFault.Empty)]
    [InlineData(" \t\u2003", AddressFault.Empty)]
    [InlineData("alice", AddressFault.NotAnEmailAddress)]
    [InlineData("alice.example.com", AddressFault.NotAnEmailAddress)]
    [InlineData("@example.com", AddressFault.NotAnEmailAddress)]
    [InlineData("@", AddressFault.NotAnEmailAddress)]
    [InlineData("alice@@example.com", AddressFault.NotAnEmailAddress)]
    [InlineData("alice@home@example.com", AddressFault.NotAnEmailAddress)]
    [InlineData("a@x.com,b@y.com", AddressFault.NotAnEmailAddress)]
    [InlineData("a@x.com b@y.com", AddressFault.NotAnEmailAddress)]
    [InlineData("a@x.com;b@y.com", AddressFault.NotAnEmailAddress)]
    [InlineData(".alice@example.com", AddressFault.NotAnEmailAddress)]
    [InlineData("alice.@example.com", AddressFault.NotAnEmailAddress)]
    [InlineData("al..ice@example.com", AddressFault.NotAnEmailAddress)]
    [InlineData("alice\uFF20example.com", AddressFault.NotAnEmailAddress)]
    [InlineData("Alice <alice@example.com>", AddressFault.UnexpectedCharacter)]
    [InlineData("<alice@example.com>", AddressFault.UnexpectedCharacter)]
    [InlineData("mailto:alice@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("\"alice\"@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("\"a b\"@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("alice(work)@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("al ice@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("al\\ice@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("al,ice@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("alice @example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("al\nice@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("alice\0@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("alice\u007F@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("al\u00A0ice@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("al\u00ADice@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("al\u200Bice@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("al\u200Dice@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("\u202Ealice@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("al\u2066ice@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("al\u2028ice@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("\uFEFFalice@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("al\uFE0Fice@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("al\u034Fice@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("al\u3164ice@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("al\uFF0Cice@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("al\uE000ice@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("\uD83D\uDE00@example.com", AddressFault.UnexpectedCharacter)]
    [InlineData("alice@", AddressFault.DomainInvalid)]
    [InlineData("alice@example", AddressFault.DomainInvalid)]
    [InlineData("alice@localhost", AddressFault.DomainInvalid)]
    [InlineData("alice@.com", AddressFault.DomainInvalid)]
    [InlineData("alice@example.", AddressFault.DomainInvalid)]
    [InlineData("alice@example.com.", AddressFault.DomainInvalid)]
    [InlineData("alice@example..com", AddressFault.DomainInvalid)]
    [InlineData("alice@-example.com", AddressFault.DomainInvalid)]
    [InlineData("alice@example-.com", AddressFault.DomainInvalid)]
    [InlineData("alice@exa_mple.com", AddressFault.DomainInvalid)]
    [InlineData("alice@exam ple.com", AddressFault.DomainInvalid)]
    [InlineData("alice@ example.com", AddressFault.DomainInvalid)]
    [InlineData("alice@example.com>", AddressFault.DomainInvalid)]
    [InlineData("alice@example.com, bob", AddressFault.DomainInvalid)]
    [InlineData("alice@example.com (work)", AddressFault.DomainInvalid)]
    [InlineData("alice@example.com\r\nBcc: x", AddressFault.DomainInvalid)]
    [InlineData("alice@example.com\0", AddressFault.DomainInvalid)]
    [InlineData("alice@127.0.0.1", AddressFault.DomainInvalid)]
    [InlineData("alice@[127.0.0.1]", AddressFault.DomainInvalid)]
    [InlineData("alice@[IPv6:::1]", AddressFault.DomainInvalid)]
    [InlineData("alice@example.123", AddressFault.DomainInvalid)]
    [InlineData("alice@exa%6dple.com", AddressFault.DomainInvalid)]
    [InlineData("alice@xn--.com", AddressFault.DomainInvalid)]
    [InlineData("alice@xn--a.com", AddressFault.DomainInvalid)]
    [InlineData("alice@xn--example-.com", AddressFault.DomainInvalid)]
    [InlineData("alice@x.xn--80ak6aa92e9", AddressFault.DomainInvalid)]
    [InlineData("alice@xn--53h.com", AddressFault.DomainInvalid)]
    [InlineData("alice@\u2615.com", AddressFault.DomainInvalid)]
    [InlineData("alice@\uFF58.com", AddressFault.DomainInvalid)]
    [InlineData("alice@x\u3002com", AddressFault.DomainInvalid)]
    [InlineData("alice@x\uFF0Ecom", AddressFault.DomainInvalid)]
    [InlineData("alice@\u2179.com", AddressFault.DomainInvalid)]
    [InlineData("alice@\u212Aey.com", AddressFault.DomainInvalid)]
    [InlineData("alice@k\u00FC\u212A.com", AddressFault.DomainInvalid)]
    [InlineData("alice@a\u00ADb.com", AddressFault.DomainInvalid)]
    [InlineData("alice@\u00E9\u200B.com", AddressFault.DomainInvalid)]
    [InlineData("alice@caf\u0065\u0301.com", AddressFault.DomainInvalid)]
    [InlineData("alice@\u0130.com", AddressFault.DomainInvalid)]
    public void TryParse_AnythingElse_SaysWhatIsWrong(string? typed, AddressFault expected)
    {
        Assert.False(EmailAddress.TryParse(typed, out EmailAddress? address, out AddressFault fault));

        Assert.Null(address);
        Assert.Equal(expected, fault);
    }

    // Not as attributes: they hold UTF-8, which has no halves of surrogate pairs.
    [Fact]
    public void TryParse_HalfOfASurrogatePair_IsRefused()
    {
        Assert.False(EmailAddress.TryParse("al\uD83Dice@example.com", out _, out AddressFault before));
        Assert.False(EmailAddress.TryParse("alice@ex\uDE00ample.com", out _, out AddressFault after));
        Assert.Equal((AddressFault.UnexpectedCharacter, AddressFault.DomainInvalid), (before, after));
    }

    /// <summary>The letters and marks among Unicode's Default_Ignorable_Code_Point, each end of a range.</summary>
    [Theory]
    [InlineData(0x034F)]
    [InlineData(0x115F)]
    [InlineData(0x1160)]
    [InlineData(0x17B4)]
    [InlineData(0x17B5)]
    [InlineData(0x180B)]
    [InlineData(0x180F)]
    [InlineData(0x3164)]
    [InlineData(0xFE00)]
    [InlineData(0xFE0F)]
    [InlineData(0xFFA0)]
    [InlineData(0xE0100)]
    [InlineData(0xE01EF)]
    public void TryParse_LetterThatNobodySees_IsRefused(int code) =>
        Assert.Equal(AddressFault.UnexpectedCharacter, FaultOf($"al{char.ConvertFromUtf32(code)}ice@example.com"));

    [Fact]
    public void What_IdnMapping_makes_of_a_name_is_more_than_case_and_that_is_why_we_compare()
    {
        if (!IsMapping)
        {
            // Without cultures it encodes what it is given, capitals and all: another name than everywhere else.
            Assert.Equal("xn--tda", new IdnMapping().GetAscii("\u00FC"));
            Assert.NotEqual("xn--tda", new IdnMapping().GetAscii("\u00DC"));
            return;
        }

        var idna = new IdnMapping { UseStd3AsciiRules = true, AllowUnassigned = false };
        Assert.Equal("x.com", idna.GetAscii("\uFF58\u3002com"));
        Assert.Equal("ab.com", idna.GetAscii("a\u00ADb.com"));
        Assert.Equal("xn--tda", idna.GetAscii("\u00DC"));
        Assert.Equal("xn--fa-hia", idna.GetAscii("fa\u00DF"));
        Assert.Equal("xn--53h", idna.GetAscii("\u2615"));
    }

    [Fact]
    public void TryParse_254Characters_AreTheMost()
    {
        string label = new('a', 61);
        string domain = $"{label}.{label}.{label}.com";
        string longest = new string('b', 64) + "@" + domain;

        Assert.Equal(EmailAddress.MaxLength, longest.Length);
        Assert.True(EmailAddress.TryParse(longest, out _, out _));
        Assert.Equal(AddressFault.TooLong, FaultOf(longest + "c"));
        Assert.Equal(AddressFault.TooLong, FaultOf(longest + " "));
    }

    [Fact]
    public void TryParse_DomainThatGrowsBeyond254Characters_IsRefused()
    {
        string domain = string.Join('.', Enumerable.Repeat(new string('\u4E2D', 20), 10)) + ".com";

        Assert.Equal(AddressFault.DomainInvalid, FaultOf("a@" + domain));
        Assert.Equal(IsMapping ? AddressFault.TooLong : AddressFault.DomainInvalid, FaultOf(new string('b', 64) + "@" + string.Join('.', Enumerable.Repeat(new string('\u4E2D', 20), 7)) + ".com"));
    }

    [Theory]
    [InlineData('b', 64, 1)]
    [InlineData('\u00E9', 32, 2)]
    [InlineData('\u4E2D', 21, 3)]
    public void TryParse_64BytesBeforeTheAt_AreTheMost(char letter, int most, int bytes)
    {
        string longest = new string(letter, most) + new string('b', 64 - (most * bytes));

        Assert.Equal(AddressFault.None, FaultOf(longest + "@example.com"));
        Assert.Equal(AddressFault.TooLong, FaultOf(longest + "b@example.com"));
    }

    [Fact]
    public void TryParse_63CharactersInALabel_AreTheMost()
    {
        Assert.Equal(AddressFault.None, FaultOf($"a@{new string('b', 63)}.com"));
        Assert.Equal(AddressFault.DomainInvalid, FaultOf($"a@{new string('b', 64)}.com"));
    }

    [Fact]
    public void TryParse_100000Characters_AreRefusedBeforeAnyWork()
    {
        string flood = new string('\u00FC', 100_000) + "@" + new string('\u00FC', 100_000);
        FaultOf(flood);

        long before = GC.GetAllocatedBytesForCurrentThread();
        AddressFault fault = FaultOf(flood);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((AddressFault.TooLong, 0L), (fault, allocated));
    }

    [Theory]
    [InlineData("alice@example.com", "a***@example.com")]
    [InlineData("bob@example.com", "b***@example.com")]
    [InlineData("al@example.com", "***@example.com")]
    [InlineData("a@example.com", "***@example.com")]
    [InlineData("\uD801\uDC28\uD801\uDC28@example.com", "***@example.com")]
    [InlineData("\uD801\uDC28bc@example.com", "\uD801\uDC28***@example.com")]
    public void Masked_HidesAllButTheFirstCharacter(string typed, string expected)
    {
        Assert.True(EmailAddress.TryParse(typed, out EmailAddress? address, out _));

        Assert.Equal(expected, address.Masked);
        Assert.Equal(expected, address.ToString());
        Assert.Equal(expected, $"{address}");
    }

    [Fact]
    public void A_serializer_sees_the_mask_alone()
    {
        Assert.True(EmailAddress.TryParse("alice@example.com", out EmailAddress? address, out _));

        Assert.Equal("""{"Masked":"a***@example.com"}""", JsonSerializer.Serialize(address));
    }

    [Theory]
    [InlineData("alice@example.com", "ALICE@EXAMPLE.COM", true, true)]
    [InlineData("alice@example.com", "alice+shop@example.com", false, true)]
    [InlineData("Alice+a@example.com", "alice+b+c@example.com", false, true)]
    [InlineData("alice@example.com", "alic@example.com", false, false)]
    [InlineData("alice@example.com", "alice@example.org", false, false)]
    [InlineData("alice@example.com", "al.ice@example.com", false, false)]
    [InlineData("\u00E9@example.com", "\u00C9@example.com", false, false)]
    [InlineData("\u00E9@example.com", "e\u0301@example.com", false, false)]
    [InlineData("stra\u00DFe@example.com", "strasse@example.com", false, false)]
    [InlineData("kim@example.com", "\u212Aim@example.com", false, false)]
    [InlineData("sam@example.com", "\u017Fam@example.com", false, false)]
    [InlineData("ali@example.com", "al\u0131@example.com", false, false)]
    [InlineData("ALI@example.com", "AL\u0130@example.com", false, false)]
    public void Matches_AsciiCaseAlone_AndIsSameMailbox_TagsToo(string one, string other, bool matches, bool same)
    {
        Assert.True(EmailAddress.TryParse(one, out EmailAddress? first, out _));
        Assert.True(EmailAddress.TryParse(other, out EmailAddress? second, out _));

        Assert.Equal((matches, same), (first.Matches(second), first.IsSameMailbox(second)));
    }

    private static AddressFault FaultOf(string typed)
    {
        _ = EmailAddress.TryParse(typed, out _, out AddressFault fault);
        return fault;
    }
}
