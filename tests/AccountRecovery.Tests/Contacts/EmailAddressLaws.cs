using System.Globalization;
using FsCheck.Fluent;

namespace AccountRecovery;

public sealed class EmailAddressLaws
{
    [Fact]
    public void Reading_is_total_and_what_an_address_reveals_reads_as_itself() => Holds.ForAll(
        TypedAddress.Email,
        typed =>
        {
            bool isRead = EmailAddress.TryParse(typed, out EmailAddress? address, out AddressFault fault);
            return isRead == (address is not null) && isRead == (fault == AddressFault.None) && Enum.IsDefined(fault) && (!isRead || ReadsAsItself(address!));
        },
        tests: 5_000);

    [Fact]
    public void Any_text_at_all_is_an_address_or_a_fault() => Holds.ForAll(
        TypedAddress.Any,
        typed => EmailAddress.TryParse(typed, out EmailAddress? address, out AddressFault fault) ? ReadsAsItself(address) : fault != AddressFault.None,
        tests: 2_000);

    [Fact]
    public void What_stands_before_the_at_is_kept_to_the_letter() => Holds.ForAll(
        TypedAddress.Email,
        typed => !EmailAddress.TryParse(typed, out EmailAddress? address, out _) || address.Reveal().Split('@')[0] == typed!.Trim().Split('@')[0],
        tests: 2_000);

    [Fact]
    public void D2_Two_addresses_meet_exactly_when_they_differ_in_ascii_case_at_most() => Holds.ForAll(
        TypedAddress.Read.Zip(TypedAddress.Read),
        two => two.Item1.Matches(two.Item2) == (Lower(two.Item1) == Lower(two.Item2))
            && two.Item1.Matches(two.Item2) == two.Item2.Matches(two.Item1)
            && (!two.Item1.Matches(two.Item2) || two.Item1.IsSameMailbox(two.Item2))
            && two.Item1.IsSameMailbox(two.Item2) == two.Item2.IsSameMailbox(two.Item1),
        tests: 5_000);

    [Fact]
    public void D2_Of_the_code_points_of_the_basic_plane_in_every_place_only_the_other_case_meets() => OnlyTheOtherCaseMeets(0, 0xFFFF);

    [Fact]
    [Trait("Category", "Slow")]
    public void D2_Of_all_other_code_points_in_every_place_none_meets() => OnlyTheOtherCaseMeets(0x1_0000, 0x10_FFFF);

    [Fact]
    public void A_mask_tells_the_first_character_and_the_domain_and_nothing_else() => Holds.ForAll(
        TypedAddress.Email.Where(typed => EmailAddress.TryParse(typed, out _, out _)),
        typed =>
        {
            _ = EmailAddress.TryParse(typed, out EmailAddress? address, out _);
            string[] parts = address!.Reveal().Split('@');
            string shown = parts[0].EnumerateRunes().Count() >= 3 ? parts[0].EnumerateRunes().First().ToString() : string.Empty;
            return address.Masked == $"{shown}***@{parts[1]}" && address.ToString() == address.Masked;
        });

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az")]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    public void Reading_asks_no_culture(string culture)
    {
        CultureInfo usual = CultureInfo.CurrentCulture;
        CultureInfo other = CultureUnderTest.Named(culture);
        Holds.ForAll(
            TypedAddress.Email,
            typed =>
            {
                CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
                _ = EmailAddress.TryParse(typed, out EmailAddress? expected, out AddressFault expectedFault);
                CultureInfo.CurrentCulture = other;
                _ = EmailAddress.TryParse(typed, out EmailAddress? found, out AddressFault fault);
                bool meets = AddressLookup.Meets(ContactChannel.Email, "info@xi.com", typed?.Replace("b", "i", StringComparison.Ordinal));
                CultureInfo.CurrentCulture = usual;
                return expected?.Reveal() == found?.Reveal() && expected?.Masked == found?.Masked && expectedFault == fault
                    && meets == AddressLookup.Meets(ContactChannel.Email, "info@xi.com", typed?.Replace("b", "i", StringComparison.Ordinal));
            });
    }

    private static void OnlyTheOtherCaseMeets(int first, int last)
    {
        const string Owner = "aksi@x.com";
        Assert.True(EmailAddress.TryParse(Owner, out EmailAddress? stored, out _));

        for (int place = 0; place < Owner.Length; place++)
        {
            var meeting = new List<int>();
            for (int code = first; code <= last; code++)
            {
                string character = code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code);
                if (EmailAddress.TryParse(Owner[..place] + character + Owner[(place + 1)..], out EmailAddress? typed, out _) && typed.Matches(stored))
                {
                    meeting.Add(code);
                }
            }

            char there = Owner[place];
            int[] same = char.IsAsciiLetter(there) ? [there & ~0x20, there] : [there];
            Assert.Equal(same.Where(code => code >= first), meeting);
        }
    }

    private static string Lower(EmailAddress address) =>
        string.Concat(address.Reveal().Select(character => character is >= 'A' and <= 'Z' ? (char)(character + 'a' - 'A') : character));

    private static bool ReadsAsItself(EmailAddress address)
    {
        string text = address.Reveal();
        string domain = text.Split('@')[1];
        return text.Length <= EmailAddress.MaxLength
            && text.Split('@').Length == 2
            && domain.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '.' or '-')
            && EmailAddress.TryParse(text, out EmailAddress? again, out AddressFault fault)
            && fault == AddressFault.None
            && again.Reveal() == text
            && again.Matches(address);
    }
}
