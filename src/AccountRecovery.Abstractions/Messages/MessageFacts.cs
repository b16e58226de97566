using System.Diagnostics;
using NodaTime;

namespace AccountRecovery;

/// <summary>The facts of one message, from which an <see cref="Ports.IMessageTexts"/> writes the words.</summary>
/// <remarks>This type is not a record, because a record prints its members, and the security code is secret.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class MessageFacts
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string? _code;

    /// <summary>Creates the facts of one message.</summary>
    /// <param name="code">The security code in its displayed form, such as <c>123 4567</c>; null for a notice.</param>
    public MessageFacts(string? code = null)
    {
        _code = code;
    }

    /// <summary>The kind of the message.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>The channel on which the message is sent.</summary>
    public required ContactChannel Channel { get; init; }

    /// <summary>The name of the host's site, from the options.</summary>
    public required string Site { get; init; }

    /// <summary>How the person can object, from the options: a sentence such as <c>Write to security@shop.example.</c>; null if the options contain none.</summary>
    public string? ReportInstructions { get; init; }

    /// <summary>The language that the caller asked for, as a BCP 47 tag such as <c>pt-BR</c>; null if the language is not known.</summary>
    public string? Culture { get; init; }

    /// <summary>The purpose of the security code; null for a notice.</summary>
    public ProofPurpose? Purpose { get; init; }

    /// <summary>The kind of event that the notice is about; null for a security code.</summary>
    public RecoveryEventKind? About { get; init; }

    /// <summary>The means of recovery that the message is about.</summary>
    public RecoveryMethod Method { get; init; }

    /// <summary>When the event happened or the security code was requested. If one notice is about several events, the time of the latest.</summary>
    public required Instant At { get; init; }

    /// <summary>The number of events that a notice is about: 1 or more.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The number of unspent codes that remain; null if the notice is not about codes.</summary>
    public int? Remaining { get; init; }

    /// <summary>The first instant at which the security code is no longer valid (inclusive); null for a notice.</summary>
    public Instant? CodeExpiresAt { get; init; }

    /// <summary>The first instant at which the running wait is over (inclusive) and the account's contacts are removed; null if no wait runs.</summary>
    public Instant? WaitUntil { get; init; }

    /// <summary>The contact that a notice is about, with most characters hidden, such as <c>m***@example.com</c>; null if it is not about a contact.</summary>
    public string? Contact { get; init; }

    /// <summary>
    /// The device in words, as the host described it, at most 64 characters. The words may come from a stranger: quote them, and make no links of them.
    /// </summary>
    public string? Device { get; init; }

    /// <summary>
    /// Where the call came from, as the host described it, at most 64 characters. The words may come from a stranger, as those of <see cref="Device"/>.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>Returns the security code in its displayed form, such as <c>123 4567</c>; null for a notice.</summary>
    /// <returns>The secret itself. Write it into the text of the message, never into a subject, a log or a URL.</returns>
    public string? RevealCode() => _code;

    /// <summary>Returns a constant text that contains none of the facts.</summary>
    /// <returns>Always the same text.</returns>
    public override string ToString() => "(the facts of a message)";
}
