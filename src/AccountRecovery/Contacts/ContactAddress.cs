using System.Diagnostics.CodeAnalysis;

namespace AccountRecovery;

/// <summary>Addresses of either kind: read as they are typed, compared as they are kept.</summary>
internal static class ContactAddress
{
    /// <summary>Reads what was typed for one channel.</summary>
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

    /// <summary>The channels that could carry a message to what a stranger typed: told from its form alone.</summary>
    internal static IEnumerable<ContactChannel> ChannelsOf(string? typed) => Bounded(typed).Contains('@', StringComparison.Ordinal) ? [ContactChannel.Email] : [ContactChannel.Sms, ContactChannel.Voice];

    /// <summary>What is looked at of typed text.</summary>
    internal static string Bounded(string? typed) => typed is null ? string.Empty : typed[..Math.Min(typed.Length, EmailAddress.MaxLength + 1)];

    /// <summary>Whether two contacts are one address: text and voice to one number are two ways to it.</summary>
    internal static bool IsSame(ContactChannel channel, string address, ContactChannel otherChannel, string other) =>
        channel == ContactChannel.Email == (otherChannel == ContactChannel.Email) && AddressLookup.Meets(address, other);

    /// <summary>How many mailboxes and phones these are, as far as they must be assumed to be one.</summary>
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
