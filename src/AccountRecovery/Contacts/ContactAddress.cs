using System.Diagnostics.CodeAnalysis;

namespace AccountRecovery;

/// <summary>Reads and compares e-mail addresses and phone numbers.</summary>
internal static class ContactAddress
{
    /// <summary>Reads the text that was typed for one channel.</summary>
    internal static bool TryRead(ContactChannel channel, string? typed, string? country, [NotNullWhen(true)] out string? address, out string? countryOf, out AddressFault fault)
    {
        (address, countryOf) = (null, null);
        if (channel == ContactChannel.Email)
        {
            address = EmailAddress.TryParse(typed, out EmailAddress? email, out fault) ? email.Reveal() : null;
        }
        else if (PhoneNumber.TryParse(typed, country, out PhoneNumber? phone, out fault))
        {
            (address, countryOf) = (phone.Reveal(), phone.Country);
        }

        return address is not null;
    }

    /// <summary>The channels that could reach the address that a stranger typed. Decided from the form of the text alone.</summary>
    internal static IEnumerable<ContactChannel> ChannelsOf(string? typed) => Bounded(typed).Contains('@', StringComparison.Ordinal) ? [ContactChannel.Email] : [ContactChannel.Sms, ContactChannel.Voice];

    /// <summary>The part of typed text that is read.</summary>
    internal static string Bounded(string? typed) => typed is null ? string.Empty : typed[..Math.Min(typed.Length, EmailAddress.MaxLength + 1)];

    /// <summary>Whether two contacts have the same address. Text and voice are two channels to the same number.</summary>
    internal static bool IsSame(ContactChannel channel, string address, ContactChannel otherChannel, string other) =>
        channel == ContactChannel.Email == (otherChannel == ContactChannel.Email) && AddressLookup.Meets(address, other);

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
        one.Channel == ContactChannel.Email && other.Channel == ContactChannel.Email
            ? EmailAddress.TryParse(one.Address, out EmailAddress? left, out _) && EmailAddress.TryParse(other.Address, out EmailAddress? right, out _) && left.IsSameMailbox(right)
            : one.Address == other.Address;
}
