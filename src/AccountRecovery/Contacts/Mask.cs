namespace AccountRecovery;

/// <summary>What may be shown of an address to a person who knows it: enough to recognize one's own, too little to learn it.</summary>
internal static class Mask
{
    private const string Nothing = "***";

    internal static string Of(ContactChannel channel, string address) => channel.GetAddressKind() switch
    {
        AddressKind.Email => EmailAddress.TryParse(address, out EmailAddress? email, out _) ? email.Masked : Nothing,
        AddressKind.Phone => PhoneNumber.TryParse(address, country: null, out PhoneNumber? phone, out _) ? phone.Masked : Nothing,
    };
}
