namespace AccountRecovery;

/// <summary>What follows from a channel. A new channel has to be given a kind of address here before anything compiles.</summary>
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
