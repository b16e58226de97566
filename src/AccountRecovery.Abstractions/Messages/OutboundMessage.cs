using System.Diagnostics;
using NodaTime;

namespace AccountRecovery;

/// <summary>One message that is being sent to one stored address.</summary>
/// <remarks>
/// The message contains a person's address and perhaps a security code. No public property shows the address
/// or the code, so that serializers and logs do not show them.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class OutboundMessage
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _address;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string? _code;

    /// <summary>Creates one message. The library creates the messages that senders receive; the test of a sender can create its own.</summary>
    /// <param name="address">The address to which the message is sent; see <see cref="RevealAddress"/>.</param>
    /// <param name="text">The words of the message.</param>
    /// <param name="code">The security code in the text, in its displayed form; null for a notice.</param>
    /// <exception cref="ArgumentException">The address is empty.</exception>
    public OutboundMessage(string address, MessageText text, string? code = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        ArgumentNullException.ThrowIfNull(text);
        _address = address;
        _code = code;
        Text = text;
    }

    /// <summary>The id of the message, the same at every try to send it. Use it as an idempotency key, so that the message is not sent twice.</summary>
    public required MessageId Id { get; init; }

    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The kind of the message.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>The channel on which the message is sent.</summary>
    public required ContactChannel Channel { get; init; }

    /// <summary>The words of the message.</summary>
    public MessageText Text { get; }

    /// <summary>The language in which the caller asked for the text, as a BCP 47 tag; null if the language is not known. Use it to choose the voice of a call.</summary>
    public string? Culture { get; init; }

    /// <summary>The purpose of the security code; null for a notice.</summary>
    public ProofPurpose? Purpose { get; init; }

    /// <summary>The kind of event that the notice is about; null for a security code.</summary>
    public RecoveryEventKind? About { get; init; }

    /// <summary>The first instant at which the message must no longer be sent (inclusive).</summary>
    public required Instant ExpiresAt { get; init; }

    /// <summary>
    /// Whether the text may be spoken only after a person has pressed a key during the call: true for <see cref="ContactChannel.Voice"/>.
    /// Without this, the phone call could leave a code on an answering machine. A thief may know the PIN of that machine.
    /// </summary>
    public bool NeedsKeyPress => Channel switch
    {
        ContactChannel.Voice => true,
        ContactChannel.Email or ContactChannel.Sms => false,
    };

    /// <summary>Returns the address to which the message is sent: an e-mail address or a phone number.</summary>
    /// <returns>An e-mail address with its domain in ASCII lower case and its local part as it was entered, which may contain characters beyond ASCII;
    /// or a phone number in E.164, such as <c>+447700900123</c>. The address is personal data: keep it out of logs.</returns>
    public string RevealAddress() => _address;

    /// <summary>
    /// Returns the security code in its displayed form, such as <c>123 4567</c>; null for a notice. For providers that expect the code apart from the text.
    /// </summary>
    /// <returns>The secret itself.</returns>
    public string? RevealCode() => _code;

    /// <summary>Returns the kind of object and the id, without the address and the text.</summary>
    /// <returns>A text such as <c>message 0af7651916cd43dd8448eb211c80319c</c>.</returns>
    public override string ToString() => $"message {Id}";
}
