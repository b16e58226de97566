using NodaTime;

namespace AccountRecovery;

/// <summary>Something that happened to one account. The host writes events to its audit log and reacts to them. An event contains no secret.</summary>
/// <remarks>
/// All kinds of events have the same flat type: a new kind breaks no sink, and a version that does not know a kind can still pass the event on.
/// Events are delivered at least once, and in order for each account. A sink recognizes a repeated delivery by <see cref="Id"/>.
/// </remarks>
public sealed record RecoveryEvent
{
    /// <summary>The id of the event, the same at every delivery of this event.</summary>
    public required EventId Id { get; init; }

    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>
    /// The number of the event within the account's record: from 1, rising by one with each event, so that a sink can order events and find gaps.
    /// <see cref="RecoveryEventKind.AccountErased"/> is the last event of a record. A record that is created afterwards starts at 1 again, or continues
    /// the numbers if it was created before that event was delivered.
    /// </summary>
    public long Sequence { get; init; }

    /// <summary>What happened.</summary>
    public required RecoveryEventKind Kind { get; init; }

    /// <summary>The means of recovery that the event is about.</summary>
    public required RecoveryMethod Method { get; init; }

    /// <summary>When the event happened. If several occurrences were merged into this event, the time of the latest.</summary>
    public required Instant At { get; init; }

    /// <summary>The number of occurrences that this event stands for: 1, or for <see cref="RecoveryEventKind.AttemptRefused"/> 1 or more.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The number of unspent codes that remain after the event; null if the kind is not about codes.</summary>
    public int? Remaining { get; init; }

    /// <summary>The number of the set of codes that the event is about, 1 for the account's first set; null if the kind is not about a set.</summary>
    public int? SetNumber { get; init; }

    /// <summary>The contact that the event is about; null if it is not about a contact.</summary>
    public ContactId? Contact { get; init; }

    /// <summary>The channel of the message that the event is about; null if it is not about a message.</summary>
    public ContactChannel? Channel { get; init; }

    /// <summary>Whether the host vouched for the caller (password, session or device) in the call that led to this event.</summary>
    public bool Attested { get; init; }

    /// <summary>The caller's correlation id, at most 64 characters.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Where the call came from, as the host described it, at most 64 characters.</summary>
    public string? Source { get; init; }

    /// <summary>The caller's device, as the host described it, at most 64 characters.</summary>
    public string? Device { get; init; }
}
