using System.Globalization;

namespace AccountRecovery;

public sealed class PhoneNumberLaws
{
    [Fact]
    public void What_a_number_reveals_reads_as_itself_whatever_country_is_chosen() => Holds.ForAll(
        TypedAddress.Phone,
        given => !PhoneNumber.TryParse(given.Typed, given.Country, out PhoneNumber? number, out _)
            || (IsE164(number)
                && new[] { null, given.Country, "JP", "RU", "GA" }.All(country => PhoneNumber.TryParse(number.Reveal(), country, out PhoneNumber? again, out AddressFault fault)
                    && fault == AddressFault.None && again.Reveal() == number.Reveal() && again.Country == number.Country && again.CallingCode == number.CallingCode && again.Matches(number))),
        tests: 5_000);

    [Fact]
    public void Separators_and_the_form_of_digits_change_nothing() => Holds.ForAll(
        TypedAddress.Phone,
        given =>
        {
            _ = PhoneNumber.TryParse(given.Plain, given.Country, out PhoneNumber? plain, out AddressFault expected);
            _ = PhoneNumber.TryParse(given.Typed, given.Country, out PhoneNumber? typed, out AddressFault fault);
            return given.Typed.Length > PhoneNumber.MaxTyped ? fault == AddressFault.TooLong : plain?.Reveal() == typed?.Reveal() && fault == expected;
        },
        tests: 5_000);

    [Fact]
    public void Any_text_at_all_is_a_number_or_a_fault() => Holds.ForAll(
        TypedAddress.Any,
        typed => new[] { null, string.Empty, "GB", typed }.All(country =>
            PhoneNumber.TryParse(typed, country, out PhoneNumber? number, out AddressFault fault) ? IsE164(number) && fault == AddressFault.None : number is null && fault != AddressFault.None && Enum.IsDefined(fault)),
        tests: 3_000);

    [Fact]
    public void A_mask_tells_the_code_and_the_last_two_digits_and_nothing_else() => Holds.ForAll(
        TypedAddress.Phone,
        given => !PhoneNumber.TryParse(given.Typed, given.Country, out PhoneNumber? number, out _)
            || (number.Masked == $"+{number.CallingCode} *** {number.Reveal()[^2..]}" && number.ToString() == number.Masked));

    [Fact]
    public void A_number_dialled_at_home_with_0_is_the_one_after_the_code() => Holds.ForAll(
        TypedAddress.Phone,
        given => given.Plain.StartsWith('+') || given.Plain.StartsWith('0')
            || new[] { "GB", "DE", "FR", "JP", "AU" }.All(country =>
            {
                CallingCode code = CallingCodes.All.Single(listed => listed.Country == country);
                _ = PhoneNumber.TryParse("0" + given.Plain, country, out PhoneNumber? home, out _);
                _ = PhoneNumber.TryParse($"+{code.Code} (0) {given.Plain}", null, out PhoneNumber? both, out _);
                _ = PhoneNumber.TryParse($"+{code.Code}{given.Plain}", null, out PhoneNumber? abroad, out _);
                return home?.Reveal() == abroad?.Reveal() && both?.Reveal() == abroad?.Reveal();
            }),
        tests: 1_000);

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
            TypedAddress.Phone,
            given =>
            {
                CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
                _ = PhoneNumber.TryParse(given.Typed, given.Country, out PhoneNumber? expected, out AddressFault expectedFault);
                CultureInfo.CurrentCulture = other;
                _ = PhoneNumber.TryParse(given.Typed, given.Country.Replace('I', 'i'), out PhoneNumber? found, out AddressFault fault);
                string? masked = found?.Masked;
                CultureInfo.CurrentCulture = usual;
                return expected?.Reveal() == found?.Reveal() && expected?.Masked == masked && expectedFault == fault;
            });
    }

    private static bool IsE164(PhoneNumber number) =>
        number.Reveal() is ['+', >= '1' and <= '9', .. { } rest] && rest.All(char.IsAsciiDigit) && rest.Length is >= PhoneNumber.MinDigits - 2 and < PhoneNumber.MaxDigits;
}
