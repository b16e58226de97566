using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace AccountRecovery;

/// <summary>One phone number, as ITU-T E.164 writes it.</summary>
/// <remarks>A person's: no public property shows it, so that serializers and logs do not. <see cref="Reveal"/> does.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class PhoneNumber
{
    /// <summary>The fewest digits, country code included: 8; 7 with the codes of Saint Helena and Tristan da Cunha, Niue, and Tokelau.</summary>
    public const int MinDigits = 8;

    /// <summary>The most digits, country code included: 15 (ITU-T E.164, 6.2.1).</summary>
    public const int MaxDigits = 15;

    /// <summary>The longest text that is looked at, in UTF-16 characters (inclusive).</summary>
    internal const int MaxTyped = 64;

    // Saint Helena with Tristan da Cunha, Niue, Tokelau: 4 digits after the code are a number there.
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
    /// The country, two capital letters as in <see cref="CallingCodes.All"/>, told from the number and not from what was chosen beside it;
    /// null where several share the code and the number does not tell, as with North America's free calls and its newest areas.
    /// </summary>
    public string? Country { get; }

    /// <summary>The number with most of it hidden, such as <c>+44 *** 23</c>: the country code and the last two digits.</summary>
    public string Masked => $"+{CallingCode} *** {_national[^2..]}";

    /// <summary>Reads one number: international with <c>+</c>, or as dialled inside of a country that is given.</summary>
    /// <remarks>Spaces, dashes, dots, slashes and round brackets go; full-width, Arabic-Indic and Persian digits are digits. A number that begins with <c>+</c> is read by itself.</remarks>
    /// <param name="text">What was typed, at most 64 characters; null reads as empty.</param>
    /// <param name="country">The country chosen beside it, two letters in either case, as in <see cref="CallingCodes.All"/>; null or empty when none was.</param>
    /// <param name="number">The number; null when the text is none.</param>
    /// <param name="fault">What is wrong with the text or the country; <see cref="AddressFault.None"/> if nothing.</param>
    /// <returns>Whether the text is a number with an assigned country code. Whether it exists only a message tells.</returns>
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
    /// <returns>Whether all digits are the same, the country code's included.</returns>
    /// <exception cref="ArgumentNullException">There is no other.</exception>
    public bool Matches(PhoneNumber other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CallingCode == other.CallingCode && _national == other._national;
    }

    /// <summary>The number itself, such as <c>+447700900123</c>: what is called, and what is stored.</summary>
    /// <returns>A person's number: keep it out of logs.</returns>
    public string Reveal() => $"+{CallingCode}{_national}";

    /// <summary>The same as <see cref="Masked"/>.</summary>
    /// <returns>Such as <c>+44 *** 23</c>.</returns>
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
