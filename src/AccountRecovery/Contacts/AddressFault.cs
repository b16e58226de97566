namespace AccountRecovery;

/// <summary>Why typed text is no e-mail address or no phone number. Told to anybody: it says nothing about any account.</summary>
/// <remarks><see cref="AddressFaultExtensions.IsAboutCountry"/> says which field of a form it is about.</remarks>
public enum AddressFault
{
    /// <summary>Nothing is wrong.</summary>
    None = 0,

    /// <summary>Nothing was typed, or only white space. Show: "Enter your e-mail address", or "your phone number".</summary>
    Empty = 1,

    /// <summary>
    /// An e-mail address of more than 254 characters, or more than 64 bytes before its @; or more than 64 characters typed for a phone number.
    /// Refused before any work. Show: "This is too long".
    /// </summary>
    TooLong = 2,

    /// <summary>
    /// A character that no address has: white space inside, a comma, a quotation mark, a bracket, a letter in a phone number, anything invisible.
    /// Show: "Enter one address alone, without a name", or "Use digits only".
    /// </summary>
    UnexpectedCharacter = 3,

    /// <summary>No @ or several; or before it nothing, a dot at an end, or two dots in a row. Show: "Write it like name@example.com".</summary>
    NotAnEmailAddress = 4,

    /// <summary>What follows the @ is no domain that mail can go to: one word, an IP address, or a name that IDNA refuses. Show: "Check what follows the @".</summary>
    DomainInvalid = 5,

    /// <summary>A phone number without <c>+</c>, and no country to read it by. Show: "Choose a country, or begin with + and the country code".</summary>
    CountryMissing = 6,

    /// <summary>The country chosen is none in <see cref="CallingCodes.All"/>. Show: "Choose a country from the list".</summary>
    CountryUnknown = 7,

    /// <summary>No country has the code after the <c>+</c>. Show: "Check the country code".</summary>
    CallingCodeUnknown = 8,

    /// <summary>The code after the <c>+</c> belongs to a service of the whole world, such as free calls or satellites. Show: "Enter a number of a country".</summary>
    NotForPersons = 9,

    /// <summary>It begins with 00, which is dialled in place of <c>+</c> in some countries and not in others. Show: "Write + in place of 00".</summary>
    ZerosForPlus = 10,

    /// <summary>Digits are missing: with the country code fewer than 8, in a few small countries 7. Show: "Digits are missing".</summary>
    TooFewDigits = 11,

    /// <summary>More digits than any phone number has: with the country code more than 15. Show: "There are too many digits".</summary>
    TooManyDigits = 12,
}
