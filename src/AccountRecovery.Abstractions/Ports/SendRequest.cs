using System.Diagnostics;
using System.Text;
using NodaTime;

namespace AccountRecovery.Ports;

/// <summary>The facts about a message that is about to be sent, for an <see cref="ISendPolicy"/>.</summary>
public sealed record SendRequest
{
    private readonly string _address = string.Empty;
    private readonly string? _country;

    /// <summary>The account that the message is about.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The channel on which the message is sent.</summary>
    public required ContactChannel Channel { get; init; }

    /// <summary>
    /// The address to which the message is sent: an e-mail address with its domain in ASCII lower case, or a phone number in E.164, such as <c>+447700900123</c>.
    /// Count by a part of the address, and never store the whole: it is personal data. <see cref="ToString"/> does not contain it.
    /// </summary>
    /// <exception cref="ArgumentException">The address is empty.</exception>
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

    /// <summary>The phone number's country, two capital letters as in ISO 3166-1 alpha-2; null for e-mail, or if the country is not known.</summary>
    /// <exception cref="ArgumentException">The text is not null and not two capital letters.</exception>
    public string? Country
    {
        get => _country;
        init => _country = value is null or [>= 'A' and <= 'Z', >= 'A' and <= 'Z']
            ? value
            : throw new ArgumentException("A country must be two capital letters, as in ISO 3166-1 alpha-2, or null.", nameof(Country));
    }

    /// <summary>The time at which the message is about to be sent.</summary>
    public required Instant At { get; init; }

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Account = ").Append(Account).Append(", Channel = ").Append(Channel).Append(", Country = ").Append(Country).Append(", At = ").Append(At);
        return true;
    }
}
