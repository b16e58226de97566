using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace AccountRecovery;

/// <summary>One e-mail address: what stands before the @ as it was typed, the domain in ASCII lower case.</summary>
/// <remarks>A person's: no public property shows it, so that serializers and logs do not. <see cref="Reveal"/> does.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class EmailAddress
{
    /// <summary>The longest address, in characters (inclusive): 254 (RFC 5321, 4.5.3.1.3, less the angle brackets).</summary>
    public const int MaxLength = 254;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _local;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _domain;

    private EmailAddress(string local, string domain)
    {
        _local = local;
        _domain = domain;
    }

    /// <summary>The address with most of it hidden, such as <c>m***@example.com</c>: the first character of what stands before the @, if that has three or more.</summary>
    public string Masked => $"{EmailLocalPart.Mask(_local)}@{_domain}";

    /// <summary>Reads one address: white space at both ends goes, everything else must be the address. No name, no list, no comment, no quoted form.</summary>
    /// <param name="text">What was typed, at most 254 characters; null reads as empty.</param>
    /// <param name="address">The address; null when the text is none.</param>
    /// <param name="fault">What is wrong with the text; <see cref="AddressFault.None"/> if nothing.</param>
    /// <returns>Whether the text is an address that mail can be sent to. Whether it exists only a message tells.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address, out AddressFault fault)
    {
        address = null;
        if (text?.Length > MaxLength)
        {
            fault = AddressFault.TooLong;
            return false;
        }

        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        int at = trimmed.IndexOf('@');
        if (at < 0 || trimmed[(at + 1)..].Contains('@'))
        {
            fault = trimmed.IsEmpty ? AddressFault.Empty : AddressFault.NotAnEmailAddress;
            return false;
        }

        fault = EmailLocalPart.Check(trimmed[..at]);
        if (fault != AddressFault.None)
        {
            return false;
        }

        string? domain = EmailDomain.Fold(trimmed[(at + 1)..].ToString());
        fault = domain is null ? AddressFault.DomainInvalid : at + 1 + domain.Length > MaxLength ? AddressFault.TooLong : AddressFault.None;
        address = fault == AddressFault.None ? new EmailAddress(trimmed[..at].ToString(), domain!) : null;
        return address is not null;
    }

    /// <summary>Whether a message to one is a message to the other, as far as anybody may assume: they differ in ASCII case at most.</summary>
    /// <param name="other">Another address.</param>
    /// <returns>Whether they meet.</returns>
    /// <exception cref="ArgumentNullException">There is no other.</exception>
    public bool Matches(EmailAddress other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _domain == other._domain && AddressCase.Lower(_local) == AddressCase.Lower(other._local);
    }

    /// <summary>
    /// Whether both may end in one mailbox, so that they do not count as two: as <see cref="Matches"/>, without what follows a <c>+</c> before the @.
    /// Not for finding an address: two persons may have two that only look so.
    /// </summary>
    /// <param name="other">Another address.</param>
    /// <returns>Whether they count as one.</returns>
    /// <exception cref="ArgumentNullException">There is no other.</exception>
    public bool IsSameMailbox(EmailAddress other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _domain == other._domain && AddressCase.Lower(WithoutTag(_local)) == AddressCase.Lower(WithoutTag(other._local));
    }

    /// <summary>The address itself: what mail is sent to, and what is stored.</summary>
    /// <returns>A person's address: keep it out of logs.</returns>
    public string Reveal() => $"{_local}@{_domain}";

    /// <summary>The same as <see cref="Masked"/>.</summary>
    /// <returns>Such as <c>m***@example.com</c>.</returns>
    public override string ToString() => Masked;

    private static string WithoutTag(string local) => local.Split('+', 2)[0];
}
