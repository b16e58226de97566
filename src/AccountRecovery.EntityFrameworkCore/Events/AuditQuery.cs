using NodaTime;

namespace AccountRecovery;

/// <summary>Which events to list. What is left out does not narrow the list.</summary>
public sealed record AuditQuery
{
    /// <summary>The most events in one page (inclusive): 1000.</summary>
    public const int MostMax = 1000;

    /// <summary>Events in one page unless said otherwise: 100.</summary>
    public const int DefaultMax = 100;

    /// <summary>Only events of this account.</summary>
    public AccountId? Account { get; init; }

    /// <summary>Only events of this kind.</summary>
    public RecoveryEventKind? Kind { get; init; }

    /// <summary>First instant to list (inclusive).</summary>
    public Instant? From { get; init; }

    /// <summary>First instant not to list any more (exclusive).</summary>
    public Instant? Until { get; init; }

    /// <summary>Oldest first; otherwise, and by default, newest first.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>
    /// Go on after this event, the last of the page before; null for the first page. Of the event only <see cref="RecoveryEvent.At"/>,
    /// <see cref="RecoveryEvent.Account"/>, <see cref="RecoveryEvent.Sequence"/> and <see cref="RecoveryEvent.Id"/> count; it may have been pruned meanwhile.
    /// </summary>
    public RecoveryEvent? After { get; init; }

    /// <summary>At most so many, from 1 to <see cref="MostMax"/>. Default <see cref="DefaultMax"/>.</summary>
    public int Max { get; init; } = DefaultMax;
}
