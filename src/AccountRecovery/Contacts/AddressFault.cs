namespace AccountRecovery;

/// <summary>Why typed text is not an e-mail address or not a phone number. Anybody may see this, because it says nothing about an account.</summary>
/// <remarks><see cref="AddressFaultExtensions.IsAboutCountry"/> says which field of a form has the fault.</remarks>
public enum AddressFault
{
    /// <summary>The text has no fault.</summary>
    None = 0,

    /// <summary>The text is empty or only white space. Show: "Enter your e-mail address", or "your phone number".</summary>
    Empty = 1,

    /// <summary>
    /// An e-mail address has more than 254 characters, or more than 64 bytes before its @. Or the text typed for a phone number has more than 64 characters.
    /// The text is refused before any other work. Show: "This is too long".
    /// </summary>
    TooLong = 2,

    /// <summary>
    /// The text has a character that does not occur in addresses: white space inside, a comma, a quotation mark, a bracket, an invisible character, or a letter in a
    /// phone number. Show: "Enter one address alone, without a name", or "Use digits only".
    /// </summary>
    UnexpectedCharacter = 3,

    /// <summary>
    /// The text has no @ or several. Or the part before the @ is empty, begins or ends with a dot, or has two dots in a row. Show: "Write it like name@example.com".
    /// </summary>
    NotAnEmailAddress = 4,

    /// <summary>The part after the @ is not a domain for mail: a single word, an IP address, or a name that IDNA refuses. Show: "Check what follows the @".</summary>
    DomainInvalid = 5,

    /// <summary>The phone number has no <c>+</c>, and no country was chosen for it. Show: "Choose a country, or begin with + and the country code".</summary>
    CountryMissing = 6,

    /// <summary>The chosen country is not in <see cref="CallingCodes.All"/>. Show: "Choose a country from the list".</summary>
    CountryUnknown = 7,

    /// <summary>No country has the code after the <c>+</c>. Show: "Check the country code".</summary>
    CallingCodeUnknown = 8,

    /// <summary>The code after the <c>+</c> belongs to a worldwide service, such as free calls or satellites. Show: "Enter a number of a country".</summary>
    NotForPersons = 9,

    /// <summary>The number begins with 00, which some countries dial in place of <c>+</c> and others do not. Show: "Write + in place of 00".</summary>
    ZerosForPlus = 10,

    /// <summary>The number, with its country code, has fewer than 8 digits, or fewer than 7 in a few small countries. Show: "Digits are missing".</summary>
    TooFewDigits = 11,

    /// <summary>The number, with its country code, has more than 15 digits, the maximum of any phone number. Show: "There are too many digits".</summary>
    TooManyDigits = 12,
}
