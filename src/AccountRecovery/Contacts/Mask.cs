namespace AccountRecovery;

/// <summary>The masked form of an address: enough for a person to recognize their own address, but too little for others to learn it.</summary>
internal static class Mask
{
    private const string Nothing = "***";

    internal static string Of(ContactChannel channel, string address) => channel.GetAddressKind() switch
    {
        AddressKind.Email => EmailAddress.TryParse(address, out EmailAddress? email, out _) ? email.Masked : Nothing,
        AddressKind.Phone => PhoneNumber.TryParse(address, country: null, out PhoneNumber? phone, out _) ? phone.Masked : Nothing,
    };
}
