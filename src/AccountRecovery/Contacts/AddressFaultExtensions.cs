namespace AccountRecovery;

/// <summary>Extensions of <see cref="AddressFault"/>.</summary>
public static class AddressFaultExtensions
{
    /// <summary>Whether the fault is in the country, chosen from a list or typed after the <c>+</c>, and not in the number or the e-mail address.</summary>
    /// <param name="fault">The fault.</param>
    /// <returns>True for the four faults about a country.</returns>
    public static bool IsAboutCountry(this AddressFault fault) => fault
        is AddressFault.CountryMissing or AddressFault.CountryUnknown or AddressFault.CallingCodeUnknown or AddressFault.NotForPersons;
}
