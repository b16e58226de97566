namespace AccountRecovery;

/// <summary>Finds a stored address by what a stranger typed. The message then goes to the stored one, never to what was typed.</summary>
internal static class AddressLookup
{
    /// <summary>Whether what was typed is the stored address, as the two types' <c>Matches</c> say.</summary>
    /// <param name="stored">An address as <see cref="EmailAddress.Reveal"/> or <see cref="PhoneNumber.Reveal"/> gives it.</param>
    /// <param name="typed">What was typed; a phone number international, or as dialled inside of the country of the stored one.</param>
    /// <returns>Whether they meet; false when either is no address.</returns>
    internal static bool Meets(string stored, string? typed)
    {
        if (stored.Contains('@', StringComparison.Ordinal))
        {
            return EmailAddress.TryParse(stored, out EmailAddress? email, out _)
                && EmailAddress.TryParse(typed, out EmailAddress? asked, out _)
                && email.Matches(asked);
        }

        return PhoneNumber.TryParse(stored, country: null, out PhoneNumber? phone, out _)
            && PhoneNumber.TryParse(typed, phone.Country, out PhoneNumber? dialled, out _)
            && phone.Matches(dialled);
    }
}
