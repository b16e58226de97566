namespace AccountRecovery;

/// <summary>The masked form of an address: enough for a person to recognize their own address, but too little for others to learn it.</summary>
internal static class Mask
{
    internal static string Of(ContactChannel channel, string address) => channel == ContactChannel.Email
        ? EmailAddress.TryParse(address, out EmailAddress? email, out _) ? email.Masked : "***"
        : PhoneNumber.TryParse(address, country: null, out PhoneNumber? phone, out _) ? phone.Masked : "***";
}
