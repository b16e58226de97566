using System.Diagnostics;
using NodaTime;

namespace AccountRecovery;

/// <summary>One message on its way to one stored address.</summary>
/// <remarks>Holds a person's address and perhaps a code; none of its public properties shows either, so serializers and logs do not.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class OutboundMessage
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _address;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string? _code;

    /// <summary>One message. Senders receive it; a test of a sender makes one.</summary>
    /// <param name="address">Where it goes; see <see cref="RevealAddress"/>.</param>
    /// <param name="text">What it says.</param>
    /// <param name="code">The security code in it as it is shown; null for a notice.</param>
    /// <exception cref="ArgumentException">The address is empty.</exception>
    public OutboundMessage(string address, MessageText text, string? code = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        ArgumentNullException.ThrowIfNull(text);
        _address = address;
        _code = code;
        Text = text;
    }

    /// <summary>The same at every try at sending this message: the key for not sending it twice.</summary>
    public required MessageId Id { get; init; }

    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>What kind of message it is.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>How it is sent.</summary>
    public required ContactChannel Channel { get; init; }

    /// <summary>What it says.</summary>
    public MessageText Text { get; }

    /// <summary>The language that the text was asked for in, as a BCP 47 tag; null when it is not known. For the voice that reads it out.</summary>
    public string? Culture { get; init; }

    /// <summary>What a security code is for; null for a notice.</summary>
    public ProofPurpose? Purpose { get; init; }

    /// <summary>What a notice is about; null for a security code.</summary>
    public RecoveryEventKind? About { get; init; }

    /// <summary>First instant at which it must not be sent any more (inclusive).</summary>
    public required Instant ExpiresAt { get; init; }

    /// <summary>
    /// Whether the text may be spoken only after a person has pressed a key during the call: true for <see cref="ContactChannel.Voice"/>.
    /// Otherwise a code would be left on an answering machine, whose PIN a thief may know.
    /// </summary>
    public bool NeedsKeyPress => Channel switch
    {
        ContactChannel.Voice => true,
        ContactChannel.Email or ContactChannel.Sms => false,
    };

    /// <summary>Where it goes: an e-mail address with its domain in ASCII lower case, its local part as it was given, perhaps beyond ASCII; or a phone number in E.164, such as <c>+447700900123</c>.</summary>
    /// <returns>A person's address: keep it out of logs.</returns>
    public string RevealAddress() => _address;

    /// <summary>The security code as it is shown, such as <c>123 4567</c>, for providers that take code and text apart; null for a notice.</summary>
    /// <returns>The secret itself.</returns>
    public string? RevealCode() => _code;

    /// <summary>The id alone.</summary>
    /// <returns>Such as <c>message 0af7651916cd43dd8448eb211c80319c</c>.</returns>
    public override string ToString() => $"message {Id}";
}
