using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace AccountRecovery;

/// <summary>One e-mail address: the part before the @ as it was typed, and the domain in ASCII lower case.</summary>
/// <remarks>The address is personal data, so no public property shows it to serializers and logs. <see cref="Reveal"/> returns it.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class EmailAddress
{
    /// <summary>The maximum length of an address, in characters (inclusive): 254 (RFC 5321, 4.5.3.1.3, without the angle brackets).</summary>
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

    /// <summary>
    /// The address with most of it hidden, such as <c>m***@example.com</c>: the domain and, if three or more characters are before the @, the first of them.
    /// </summary>
    public string Masked => $"{EmailLocalPart.Mask(_local)}@{_domain}";

    /// <summary>Reads one address. Ignores white space at both ends; the rest must be the address alone, without a name, a list, a comment or a quoted form.</summary>
    /// <param name="text">The typed text, at most 254 characters; null is read as empty.</param>
    /// <param name="address">The address; null if the text is not an address.</param>
    /// <param name="fault">What is wrong with the text; <see cref="AddressFault.None"/> if nothing is wrong.</param>
    /// <returns>Whether the text is an address to which mail can be sent. Only a message can show whether the address exists.</returns>
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

    /// <summary>Whether a message to one address is a message to the other: the addresses are the same, or differ in ASCII case only.</summary>
    /// <param name="other">Another address.</param>
    /// <returns>Whether the addresses match.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public bool Matches(EmailAddress other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _domain == other._domain && AddressCase.Lower(_local) == AddressCase.Lower(other._local);
    }

    /// <summary>
    /// Whether both addresses may belong to the same mailbox, so that they do not count as two. Compares as <see cref="Matches"/> does, but ignores the part from a
    /// <c>+</c> to the @. Do not use this to find an address: two persons may have addresses that only look like the same mailbox.
    /// </summary>
    /// <param name="other">Another address.</param>
    /// <returns>Whether the two addresses count as one mailbox.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public bool IsSameMailbox(EmailAddress other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _domain == other._domain && AddressCase.Lower(WithoutTag(_local)) == AddressCase.Lower(WithoutTag(other._local));
    }

    /// <summary>Returns the whole address, to which mail is sent and which is stored.</summary>
    /// <returns>The person's address. Keep it out of logs.</returns>
    public string Reveal() => $"{_local}@{_domain}";

    /// <summary>Returns the same as <see cref="Masked"/>.</summary>
    /// <returns>A text such as <c>m***@example.com</c>.</returns>
    public override string ToString() => Masked;

    private static string WithoutTag(string local) => local.Split('+', 2)[0];
}
