using NodaTime;

namespace AccountRecovery;

/// <summary>The events to list. A property that is not set does not restrict the list.</summary>
public sealed record AuditQuery
{
    /// <summary>The largest number of events in one page (inclusive): 1000.</summary>
    public const int MostMax = 1000;

    /// <summary>The default number of events in one page: 100.</summary>
    public const int DefaultMax = 100;

    /// <summary>The account whose events are listed; null for all accounts.</summary>
    public AccountId? Account { get; init; }

    /// <summary>The kind of the events that are listed; null for all kinds.</summary>
    public RecoveryEventKind? Kind { get; init; }

    /// <summary>The instant from which events are listed (inclusive); null for no lower bound.</summary>
    public Instant? From { get; init; }

    /// <summary>The instant up to which events are listed (exclusive); null for no upper bound.</summary>
    public Instant? Until { get; init; }

    /// <summary>Whether the oldest event is listed first. Default false: the newest event is listed first.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>
    /// The last event of the page before, after which the list continues; null for the first page. Only <see cref="RecoveryEvent.At"/>,
    /// <see cref="RecoveryEvent.Account"/>, <see cref="RecoveryEvent.Sequence"/> and <see cref="RecoveryEvent.Id"/> are used. The event may have been pruned meanwhile.
    /// </summary>
    public RecoveryEvent? After { get; init; }

    /// <summary>The largest number of events in the page, from 1 to <see cref="MostMax"/>. Default <see cref="DefaultMax"/>.</summary>
    public int Max { get; init; } = DefaultMax;
}
