using NodaTime;

namespace AccountRecovery;

/// <summary>Something that happened to one account, for the host's audit and effects. Holds no secret.</summary>
/// <remarks>
/// One flat record for all kinds: a new kind breaks no sink, and a version that does not know a kind can still pass it on.
/// Delivered at least once and in order per account; <see cref="Id"/> tells a repeated delivery.
/// </remarks>
public sealed record RecoveryEvent
{
    /// <summary>The same at every delivery of this event.</summary>
    public required EventId Id { get; init; }

    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>
    /// Rises by one with each event of the account's record, from 1: a sink can order by it and spot gaps. After <see cref="RecoveryEventKind.AccountErased"/>, which
    /// comes after all others, a new record begins at 1 again, or goes on if it was made before that event was delivered.
    /// </summary>
    public long Sequence { get; init; }

    /// <summary>What happened.</summary>
    public required RecoveryEventKind Kind { get; init; }

    /// <summary>By which means of recovery.</summary>
    public required RecoveryMethod Method { get; init; }

    /// <summary>When it happened; of several that were merged into one, the latest.</summary>
    public required Instant At { get; init; }

    /// <summary>How many occurrences this event stands for: 1 or more, more only for <see cref="RecoveryEventKind.AttemptRefused"/>.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Unspent codes left after it, where the kind is about codes.</summary>
    public int? Remaining { get; init; }

    /// <summary>The number of the set of codes, where the kind is about one: 1 for the account's first.</summary>
    public int? SetNumber { get; init; }

    /// <summary>The contact that it is about, where it is about one.</summary>
    public ContactId? Contact { get; init; }

    /// <summary>The channel, where it is about a message.</summary>
    public ContactChannel? Channel { get; init; }

    /// <summary>Whether the host vouched for the caller (password, session or device) when it asked.</summary>
    public bool Attested { get; init; }

    /// <summary>The caller's correlation id, at most 64 characters.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Where the call came from, as the host said it, at most 64 characters.</summary>
    public string? Source { get; init; }

    /// <summary>The device, as the host described it, at most 64 characters.</summary>
    public string? Device { get; init; }
}
