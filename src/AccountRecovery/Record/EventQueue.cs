using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>
/// The events that are not delivered yet. They are part of the record, so that they are committed together with the change that they report. The queue has a
/// maximum size, and no event is dropped.
/// </summary>
/// <remarks>
/// One process at a time delivers events, which keeps their order. An event that may already be delivered is frozen: later failed attempts are not added to its
/// count.
/// </remarks>
internal sealed record EventQueue
{
    internal static readonly EventQueue Empty = new();

    /// <summary>How long a process that leases events may deliver them before a due-work sweep may lease them: 60 seconds.</summary>
    internal static readonly Duration LeaseTime = Duration.FromSeconds(60);

    private static readonly Duration FirstRetry = Duration.FromSeconds(10);
    private static readonly Duration LongestRetry = Duration.FromHours(1);

    internal ImmutableArray<QueuedEvent> Items { get; init; } = [];

    internal long LastSequence { get; init; }

    internal long FrozenThrough { get; init; }

    /// <summary>The process that delivers now; 0 if there is none.</summary>
    internal long Holder { get; init; }

    /// <summary>First instant at which any process may deliver (inclusive): the end of the lease, or of the pause after a fault.</summary>
    internal Instant? HeldUntil { get; init; }

    internal int Faults { get; init; }

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    /// <summary>First instant at which a due-work sweep should deliver events (inclusive); null if no event is in the queue.</summary>
    internal Instant? Due => Items.IsEmpty ? null : HeldUntil ?? Instant.FromUnixTimeTicks(0);

    /// <summary>An upper limit for the size of the events in the record, in bytes, not counting ids that events were given in an earlier record.</summary>
    internal int Size => Items.Sum(item => 60 + item.From.Size);

    /// <summary>Whether a failed attempt would be counted in a similar event and needs no place of its own.</summary>
    internal bool IsJoined(QueuedEvent refused) => Joins(refused) >= 0;

    internal bool MayDeliver(Instant now) => !Items.IsEmpty && (HeldUntil is not { } until || now >= until);

    /// <summary>Adds an event. A failed attempt is counted in a similar event if no sink can have received that event yet.</summary>
    internal EventQueue Add(QueuedEvent happened)
    {
        if (Joins(happened) is int index and >= 0)
        {
            QueuedEvent earlier = Items[index];
            int count = unchecked((int)Math.Min(int.MaxValue, (long)earlier.Count + happened.Count));
            return this with { Items = Items.SetItem(index, earlier with { Count = count, At = Instant.Max(earlier.At, happened.At), From = happened.From }) };
        }

        long sequence = LastSequence + 1;
        return this with { Items = Items.Add(happened with { Sequence = sequence }), LastSequence = sequence };
    }

    /// <summary>Leases all events to one process for delivery.</summary>
    internal EventQueue Lease(long holder, Instant now) => this with { Holder = holder, HeldUntil = now + LeaseTime, FrozenThrough = LastSequence };

    /// <summary>Removes the delivered events and ends the lease. After a fault the remaining events wait, longer after each fault.</summary>
    internal EventQueue Settle(long deliveredThrough, bool fault, Instant now)
    {
        int faults = fault ? Math.Min(Faults + 1, 20) : 0;
        Duration pause = Duration.Min(LongestRetry, FirstRetry * (1L << Math.Max(0, faults - 1)));
        return this with
        {
            Items = Items.RemoveAll(item => item.Sequence <= deliveredThrough),
            Holder = 0,
            HeldUntil = fault ? now + pause : null,
            Faults = faults,
        };
    }

    internal void Write(FieldWriter fields)
    {
        foreach (QueuedEvent item in Items)
        {
            fields.Part(1, item.Write);
        }

        fields.Number(2, LastSequence);
        fields.Number(3, FrozenThrough);
        fields.Number(4, Holder);
        fields.Time(5, HeldUntil);
        fields.Number(6, Faults);
        fields.Unknown(Unknown);
    }

    internal static EventQueue Read(FieldReader fields)
    {
        EventQueue queue = Empty;
        while (fields.Next())
        {
            queue = fields.Number switch
            {
                1 => queue with { Items = queue.Items.Add(QueuedEvent.Read(new FieldReader(fields.Value))) },
                2 => queue with { LastSequence = fields.Long() },
                3 => queue with { FrozenThrough = fields.Long() },
                4 => queue with { Holder = fields.Long() },
                5 => queue with { HeldUntil = fields.Time() },
                6 => queue with { Faults = fields.Int() },
                _ => queue with { Unknown = queue.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return queue;
    }

    private int Joins(QueuedEvent happened)
    {
        if (happened.Kind != RecoveryEventKind.AttemptRefused)
        {
            return -1;
        }

        for (int i = 0; i < Items.Length; i++)
        {
            QueuedEvent earlier = Items[i];
            if (earlier.Sequence > FrozenThrough && earlier.Kind == happened.Kind && earlier.Method == happened.Method && earlier.Attested == happened.Attested)
            {
                return i;
            }
        }

        return -1;
    }
}
