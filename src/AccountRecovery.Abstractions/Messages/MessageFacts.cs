using System.Diagnostics;
using NodaTime;

namespace AccountRecovery;

/// <summary>All that a message may say, for whoever writes its words.</summary>
/// <remarks>Not a record: a record prints its members, and the code is a secret.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class MessageFacts
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string? _code;

    /// <summary>Facts of one message.</summary>
    /// <param name="code">The security code as it is shown, such as <c>123 4567</c>; null for a notice.</param>
    public MessageFacts(string? code = null)
    {
        _code = code;
    }

    /// <summary>What kind of message it is.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>How it is sent.</summary>
    public required ContactChannel Channel { get; init; }

    /// <summary>The name of the host's site, as its options give it.</summary>
    public required string Site { get; init; }

    /// <summary>How to object, as the host's options give it: a sentence such as <c>Write to security@shop.example.</c>; null when they give none.</summary>
    public string? ReportInstructions { get; init; }

    /// <summary>The language that the caller asked for, as a BCP 47 tag such as <c>pt-BR</c>; null when it is not known.</summary>
    public string? Culture { get; init; }

    /// <summary>What a security code is for; null for a notice.</summary>
    public ProofPurpose? Purpose { get; init; }

    /// <summary>What a notice is about; null for a security code.</summary>
    public RecoveryEventKind? About { get; init; }

    /// <summary>Which means of recovery it is about.</summary>
    public RecoveryMethod Method { get; init; }

    /// <summary>When it happened, or was asked for; of several things that one notice tells of, the latest.</summary>
    public required Instant At { get; init; }

    /// <summary>How many things a notice tells of: 1 or more.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Unspent codes left, where a notice is about codes.</summary>
    public int? Remaining { get; init; }

    /// <summary>First instant at which the code is worth nothing (inclusive); null for a notice.</summary>
    public Instant? CodeExpiresAt { get; init; }

    /// <summary>First instant at which the wait that runs is over (inclusive), and with it the account's contacts are gone; null when none runs.</summary>
    public Instant? WaitUntil { get; init; }

    /// <summary>The contact that a notice is about, with most of it hidden, such as <c>m***@example.com</c>; null when it is about none.</summary>
    public string? Contact { get; init; }

    /// <summary>The device in words, as the host described it, at most 64 characters. Perhaps a stranger's own words: show them as such, without links.</summary>
    public string? Device { get; init; }

    /// <summary>Where the call came from, as the host said it, at most 64 characters. Perhaps a stranger's own words, like <see cref="Device"/>.</summary>
    public string? Source { get; init; }

    /// <summary>The security code as it is shown, such as <c>123 4567</c>; null for a notice.</summary>
    /// <returns>The secret itself: into the text of the message, never into its subject, a log or a URL.</returns>
    public string? RevealCode() => _code;

    /// <summary>A constant that gives nothing away.</summary>
    /// <returns>Always the same text.</returns>
    public override string ToString() => "(the facts of a message)";
}
