namespace AccountRecovery;

/// <summary>The traits of a channel. A new channel gets a kind of address here: an existing one, or a new one if its addresses are neither e-mail addresses nor phone numbers.</summary>
public static class ContactChannelExtensions
{
    /// <summary>The kind of address that messages of a channel are sent to.</summary>
    /// <param name="channel">One of the named channels.</param>
    /// <returns>The kind of address.</returns>
    public static AddressKind GetAddressKind(this ContactChannel channel) => channel switch
    {
        ContactChannel.Email => AddressKind.Email,
        ContactChannel.Sms or ContactChannel.Voice => AddressKind.Phone,
    };
}
