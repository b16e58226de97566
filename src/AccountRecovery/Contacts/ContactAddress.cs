using System.Diagnostics.CodeAnalysis;

namespace AccountRecovery;

/// <summary>Reads and compares e-mail addresses and phone numbers.</summary>
internal static class ContactAddress
{
    /// <summary>Reads the text that was typed for one channel.</summary>
    internal static bool TryRead(ContactChannel channel, string? typed, string? country, [NotNullWhen(true)] out string? address, out string? countryOf, out AddressFault fault)
    {
        (address, countryOf) = (null, null);
        fault = channel.GetAddressKind() switch
        {
            AddressKind.Email => ReadEmail(typed, out address),
            AddressKind.Phone => ReadPhone(typed, country, out address, out countryOf),
        };
        return address is not null;
    }

    /// <summary>The channels that could reach the address that a stranger typed. Decided from the form of the text alone.</summary>
    internal static IEnumerable<ContactChannel> ChannelsOf(string? typed)
    {
        AddressKind kind = Bounded(typed).Contains('@', StringComparison.Ordinal) ? AddressKind.Email : AddressKind.Phone;
        return Enum.GetValues<ContactChannel>().Where(channel => channel.GetAddressKind() == kind);
    }

    /// <summary>The part of typed text that is read.</summary>
    internal static string Bounded(string? typed) => typed is null ? string.Empty : typed[..Math.Min(typed.Length, EmailAddress.MaxLength + 1)];

    /// <summary>Whether two contacts have the same address. Text and voice are two channels to the same number.</summary>
    internal static bool IsSame(ContactChannel channel, string address, ContactChannel otherChannel, string other) =>
        channel.GetAddressKind() == otherChannel.GetAddressKind() && AddressLookup.Meets(channel, address, other);

    /// <summary>The number of separate mailboxes and phones. Addresses that could belong to the same mailbox or phone count once.</summary>
    internal static int CountIndependent(IEnumerable<(ContactChannel Channel, string Address)> addresses)
    {
        List<(ContactChannel Channel, string Address)> counted = [];
        foreach ((ContactChannel Channel, string Address) next in addresses)
        {
            if (!counted.Any(other => IsOne(other, next)))
            {
                counted.Add(next);
            }
        }

        return counted.Count;
    }

    private static bool IsOne((ContactChannel Channel, string Address) one, (ContactChannel Channel, string Address) other) =>
        one.Channel.GetAddressKind() == other.Channel.GetAddressKind() && one.Channel.GetAddressKind() switch
        {
            AddressKind.Email => EmailAddress.TryParse(one.Address, out EmailAddress? left, out _) && EmailAddress.TryParse(other.Address, out EmailAddress? right, out _) && left.IsSameMailbox(right),
            AddressKind.Phone => one.Address == other.Address,
        };

    private static AddressFault ReadEmail(string? typed, out string? address)
    {
        address = EmailAddress.TryParse(typed, out EmailAddress? email, out AddressFault fault) ? email.Reveal() : null;
        return fault;
    }

    private static AddressFault ReadPhone(string? typed, string? country, out string? address, out string? countryOf)
    {
        (address, countryOf) = PhoneNumber.TryParse(typed, country, out PhoneNumber? phone, out AddressFault fault) ? (phone.Reveal(), phone.Country) : (null, null);
        return fault;
    }
}
