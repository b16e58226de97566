using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace AccountRecovery;

/// <summary>One phone number in the form of ITU-T E.164.</summary>
/// <remarks>The number is personal data, so no public property shows it to serializers and logs. <see cref="Reveal"/> returns it.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class PhoneNumber
{
    /// <summary>The minimum number of digits, with the country code: 8, or 7 with the codes of Saint Helena and Tristan da Cunha, Niue, and Tokelau.</summary>
    public const int MinDigits = 8;

    /// <summary>The maximum number of digits, with the country code: 15 (ITU-T E.164, 6.2.1).</summary>
    public const int MaxDigits = 15;

    /// <summary>The length of the longest text that is read, in UTF-16 characters (inclusive).</summary>
    internal const int MaxTyped = 64;

    // Saint Helena with Tristan da Cunha, Niue, and Tokelau have numbers with 4 digits after the code.
    private static readonly string[] SmallCountries = ["290", "683", "690"];

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _national;

    private PhoneNumber(string code, string national)
    {
        CallingCode = code;
        _national = national;
        Country = NumberingPlan.CountryOf(code, national);
    }

    /// <summary>The country code, 1 to 3 digits without <c>+</c>, such as <c>44</c>.</summary>
    public string CallingCode { get; }

    /// <summary>
    /// The country code: two capital letters, one of the codes in <see cref="CallingCodes.All"/>. Determined from the number, not from the country that was chosen for it.
    /// Null if several countries share the code and the digits do not show which, as with North America's free calls and its newest areas.
    /// </summary>
    public string? Country { get; }

    /// <summary>The number with most of it hidden, such as <c>+44 *** 23</c>. Shows the country code and the last two digits.</summary>
    public string Masked => $"+{CallingCode} *** {_national[^2..]}";

    /// <summary>Reads one number: international with <c>+</c>, or as people dial it inside the given country.</summary>
    /// <remarks>
    /// Ignores spaces, dashes, dots, slashes and round brackets. Accepts full-width, Arabic-Indic and Persian digits. A number with <c>+</c> is read without the
    /// country.
    /// </remarks>
    /// <param name="text">The typed text, at most 64 characters; null is read as empty.</param>
    /// <param name="country">The country chosen for the number, as two letters in either case from <see cref="CallingCodes.All"/>; null or empty if none was chosen.</param>
    /// <param name="number">The number; null if the text is not a number.</param>
    /// <param name="fault">What is wrong with the text or the country; <see cref="AddressFault.None"/> if nothing is wrong.</param>
    /// <returns>Whether the text is a number with an assigned country code. Only a message can show whether the number exists.</returns>
    public static bool TryParse(string? text, string? country, [NotNullWhen(true)] out PhoneNumber? number, out AddressFault fault)
    {
        number = null;
        CallingCode? chosen = country is { Length: 2 } ? NumberingPlan.Find(country) : null;
        fault = PhoneText.Fold(text, out string digits, out bool isInternational);
        if (fault == AddressFault.None && chosen is null && !string.IsNullOrEmpty(country))
        {
            fault = AddressFault.CountryUnknown;
        }

        if (fault == AddressFault.None)
        {
            fault = isInternational ? ReadInternational(digits, out number) : ReadNational(digits, chosen, out number);
        }

        return number is not null;
    }

    /// <summary>Whether both are the same number.</summary>
    /// <param name="other">Another number.</param>
    /// <returns>Whether all digits are the same, including the country code.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public bool Matches(PhoneNumber other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CallingCode == other.CallingCode && _national == other._national;
    }

    /// <summary>Returns the whole number, such as <c>+447700900123</c>, to which messages are sent and which is stored.</summary>
    /// <returns>The person's number. Keep it out of logs.</returns>
    public string Reveal() => $"+{CallingCode}{_national}";

    /// <summary>Returns the same as <see cref="Masked"/>.</summary>
    /// <returns>A text such as <c>+44 *** 23</c>.</returns>
    public override string ToString() => Masked;

    private static AddressFault ReadInternational(string digits, out PhoneNumber? number)
    {
        number = null;
        return NumberingPlan.CodeOf(digits) is not { } code ? AddressFault.CallingCodeUnknown
            : NumberingPlan.IsService(code) ? AddressFault.NotForPersons
            : Make(code, digits[code.Length..], out number);
    }

    private static AddressFault ReadNational(string digits, CallingCode? chosen, out PhoneNumber? number)
    {
        number = null;
        if (digits.StartsWith("00", StringComparison.Ordinal))
        {
            return AddressFault.ZerosForPlus;
        }

        if (chosen is null)
        {
            return AddressFault.CountryMissing;
        }

        string national = NumberingPlan.WithoutTrunk(chosen.Country, digits);
        return Make(chosen.Code, chosen.Country == "AR" ? ArgentineMobile.FromHome(national) : national, out number);
    }

    private static AddressFault Make(string code, string typed, out PhoneNumber? number)
    {
        string national = NumberingPlan.WithoutZeros(code, typed);
        int length = code.Length + national.Length;
        AddressFault fault = length < MinDigits - (SmallCountries.Contains(code) ? 1 : 0) ? AddressFault.TooFewDigits
            : length > MaxDigits ? AddressFault.TooManyDigits
            : AddressFault.None;
        number = fault == AddressFault.None ? new PhoneNumber(code, national) : null;
        return fault;
    }
}
