namespace AccountRecovery;

/// <summary>What may be shown of an address to a person who knows it: enough to recognize one's own, too little to learn it.</summary>
internal static class Mask
{
    internal static string Of(ContactChannel channel, string address) => channel == ContactChannel.Email
        ? EmailAddress.TryParse(address, out EmailAddress? email, out _) ? email.Masked : "***"
        : PhoneNumber.TryParse(address, country: null, out PhoneNumber? phone, out _) ? phone.Masked : "***";
}
