namespace AccountRecovery;

/// <summary>What else there is to say about an <see cref="AddressFault"/>.</summary>
public static class AddressFaultExtensions
{
    /// <summary>Whether the country is at fault, chosen in a list or typed after the <c>+</c>, and not the number or the e-mail address.</summary>
    /// <param name="fault">The fault.</param>
    /// <returns>True for the four about a country.</returns>
    public static bool IsAboutCountry(this AddressFault fault) => fault
        is AddressFault.CountryMissing or AddressFault.CountryUnknown or AddressFault.CallingCodeUnknown or AddressFault.NotForPersons;
}
