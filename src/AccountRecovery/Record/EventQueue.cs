using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>Events that wait for delivery, inside the record, so that they commit with the change they tell of. Bounded; never dropped.</summary>
/// <remarks>One holder at a time delivers, which keeps the order. What may have been delivered already is frozen: it gains no counts.</remarks>
internal sealed record EventQueue
{
    internal static readonly EventQueue Empty = new();

    /// <summary>Whoever commits or picks up events has so long to deliver them before a sweep may.</summary>
    internal static readonly Duration LeaseTime = Duration.FromSeconds(60);

    private static readonly Duration FirstRetry = Duration.FromSeconds(10);
    private static readonly Duration LongestRetry = Duration.FromHours(1);

    internal ImmutableArray<QueuedEvent> Items { get; init; } = [];

    internal long LastSequence { get; init; }

    internal long FrozenThrough { get; init; }

    /// <summary>The process that delivers now; 0 for none.</summary>
    internal long Holder { get; init; }

    /// <summary>First instant at which anybody may deliver (inclusive): the end of the lease, or of the pause after a fault.</summary>
    internal Instant? HeldUntil { get; init; }

    internal int Faults { get; init; }

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    /// <summary>When a sweep should look: null while nothing waits.</summary>
    internal Instant? Due => Items.IsEmpty ? null : HeldUntil ?? Instant.FromUnixTimeTicks(0);

    /// <summary>Never less than the items take in the record, but for the id that an event was given under an earlier secret.</summary>
    internal int Size => Items.Sum(item => 60 + item.From.Size);

    /// <summary>Whether a failed attempt would join one like it, and needs no place.</summary>
    internal bool IsJoined(QueuedEvent refused) => Joins(refused) >= 0;

    internal bool MayDeliver(Instant now) => !Items.IsEmpty && (HeldUntil is not { } until || now >= until);

    /// <summary>Adds an event; a failed attempt joins one like it that nobody can have seen yet.</summary>
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

    /// <summary>Takes the items for delivery by one holder.</summary>
    internal EventQueue Lease(long holder, Instant now) => this with { Holder = holder, HeldUntil = now + LeaseTime, FrozenThrough = LastSequence };

    /// <summary>Removes what was delivered; after a fault the rest waits, longer each time.</summary>
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
