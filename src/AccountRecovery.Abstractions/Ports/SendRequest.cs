using System.Diagnostics;
using System.Text;
using NodaTime;

namespace AccountRecovery.Ports;

/// <summary>One message that is about to be sent, as an <see cref="ISendPolicy"/> sees it.</summary>
public sealed record SendRequest
{
    private readonly string _address = string.Empty;
    private readonly string? _country;

    /// <summary>The account that the message is about.</summary>
    public required AccountId Account { get; init; }

    /// <summary>How it is sent.</summary>
    public required ContactChannel Channel { get; init; }

    /// <summary>
    /// Where it goes: an e-mail address with its domain in ASCII lower case, or a phone number as E.164 writes it, such as <c>+447700900123</c>.
    /// Count by a part of it, and never store it: it is the person's, and not in <see cref="ToString"/> either.
    /// </summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public required string Address
    {
        get => _address;
        init
        {
            ArgumentException.ThrowIfNullOrEmpty(value, nameof(Address));
            _address = value;
        }
    }

    /// <summary>The phone number's country, two capital letters as in ISO 3166-1 alpha-2; null when it is not known, and for e-mail.</summary>
    /// <exception cref="ArgumentException">It is anything else.</exception>
    public string? Country
    {
        get => _country;
        init => _country = value is null or [>= 'A' and <= 'Z', >= 'A' and <= 'Z']
            ? value
            : throw new ArgumentException("A country must be two capital letters, as in ISO 3166-1 alpha-2, or null.", nameof(Country));
    }

    /// <summary>When it is about to be sent.</summary>
    public required Instant At { get; init; }

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Account = ").Append(Account).Append(", Channel = ").Append(Channel).Append(", Country = ").Append(Country).Append(", At = ").Append(At);
        return true;
    }
}
