namespace AccountRecovery;

/// <summary>Compares a stored address with the text that a stranger typed. Messages are sent only to the stored address, never to the typed text.</summary>
internal static class AddressLookup
{
    /// <summary>Whether the typed text is the stored address, according to <c>Matches</c> of <see cref="EmailAddress"/> and <see cref="PhoneNumber"/>.</summary>
    /// <param name="channel">The channel of the contact, which says what kind of address it has.</param>
    /// <param name="stored">An address that <see cref="EmailAddress.Reveal"/> or <see cref="PhoneNumber.Reveal"/> returned.</param>
    /// <param name="typed">The typed text. A phone number may be international, or as people dial it inside the country of the stored number.</param>
    /// <returns>Whether the two match; false if either is not an address.</returns>
    internal static bool Meets(ContactChannel channel, string stored, string? typed) => channel.GetAddressKind() switch
    {
        AddressKind.Email => EmailAddress.TryParse(stored, out EmailAddress? email, out _)
            && EmailAddress.TryParse(typed, out EmailAddress? asked, out _)
            && email.Matches(asked),
        AddressKind.Phone => PhoneNumber.TryParse(stored, country: null, out PhoneNumber? phone, out _)
            && PhoneNumber.TryParse(typed, phone.Country, out PhoneNumber? dialled, out _)
            && phone.Matches(dialled),
    };
}
