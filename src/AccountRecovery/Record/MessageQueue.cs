using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>Messages that wait to be sent, inside the record, so that they commit with the change they tell of.</summary>
/// <remarks>Their order does not matter, so each has a lease of its own: nothing waits behind a slow mail server.</remarks>
internal sealed record MessageQueue
{
    internal static readonly MessageQueue Empty = new();

    /// <summary>A notice that cannot be delivered is given up after so long: 72 hours.</summary>
    internal static readonly Duration NoticeLifetime = Duration.FromHours(72);

    private static readonly Duration FirstRetry = Duration.FromSeconds(10);
    private static readonly Duration LongestRetry = Duration.FromHours(1);

    internal ImmutableArray<QueuedMessage> Items { get; init; } = [];

    internal long LastNumber { get; init; }

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    internal int Size => Items.Sum(item => item.Size);

    /// <summary>When a sweep should look: null while nothing waits.</summary>
    internal Instant? Due => Items.IsEmpty
        ? null
        : Items.Min(item => Instant.Min(item.NotBefore ?? Instant.FromUnixTimeTicks(0), item.ExpiresAt));

    /// <summary>What can be sent and nobody is sending.</summary>
    internal ImmutableArray<QueuedMessage> DueAt(Instant now) => [.. Items.Where(item => item.IsDue(now))];

    internal QueuedMessage? Find(long number) => Items.FirstOrDefault(item => item.Number == number);

    internal MessageQueue Add(QueuedMessage message)
    {
        long number = LastNumber + 1;
        return this with { Items = Items.Add(message with { Number = number }), LastNumber = number };
    }

    /// <summary>Adds a notice. One of the same kind that nobody is sending right now is taken back and told with it, as a new message to all that either is for.</summary>
    internal MessageQueue AddNotice(QueuedMessage notice, Instant now)
    {
        QueuedMessage? earlier = Items.FirstOrDefault(item =>
            item.Kind == MessageKind.Notice && item.About == notice.About && item.Method == notice.Method && item.Contact == notice.Contact && !item.IsHeld(now));
        if (earlier is null)
        {
            return Add(notice);
        }

        return (this with { Items = Items.Remove(earlier) }).Add(notice with
        {
            Count = unchecked((int)Math.Min(int.MaxValue, (long)earlier.Count + notice.Count)),
            To = [.. notice.To.UnionBy(earlier.To, to => to.Contact)],
        });
    }

    /// <summary>Takes back the notices of a kind that nobody is sending right now: what they tell of is past.</summary>
    internal MessageQueue Without(RecoveryEventKind about, Instant now) =>
        this with { Items = Items.RemoveAll(item => item.Kind == MessageKind.Notice && item.About == about && !item.IsHeld(now)) };

    /// <summary>Takes all that is due for one process to send.</summary>
    internal MessageQueue Lease(long holder, Instant now) => this with
    {
        Items = [.. Items.Select(item => item.IsDue(now) ? item with { Holder = holder, NotBefore = Instant.Min(item.ExpiresAt, now + EventQueue.LeaseTime) } : item)],
    };

    /// <summary>What is left of a message after one try: whom it did not reach, later each time.</summary>
    internal MessageQueue Settle(QueuedMessage message, ImmutableArray<Recipient> left, Instant now)
    {
        if (left.IsEmpty)
        {
            return this with { Items = Items.Remove(message) };
        }

        int faults = Math.Min(message.Faults + 1, 20);
        Instant next = Instant.Min(message.ExpiresAt, now + Duration.Min(LongestRetry, FirstRetry * (1L << (faults - 1))));
        return this with { Items = Items.Replace(message, message with { To = left, Faults = faults, NotBefore = next, Holder = 0 }) };
    }

    /// <summary>A wrong clock was repaired: what waits is tried again, for as long as it would have been.</summary>
    internal MessageQueue Restart(Instant now) => this with
    {
        Items = [.. Items.Where(item => item.Kind == MessageKind.Notice).Select(item => item with { At = Instant.Min(item.At, now), ExpiresAt = now + NoticeLifetime, NotBefore = null, Holder = 0 })],
    };

    internal void Write(FieldWriter fields)
    {
        foreach (QueuedMessage item in Items)
        {
            fields.Part(1, item.Write);
        }

        fields.Number(2, LastNumber);
        fields.Unknown(Unknown);
    }

    internal static MessageQueue Read(FieldReader fields)
    {
        MessageQueue queue = Empty;
        while (fields.Next())
        {
            queue = fields.Number switch
            {
                1 => queue with { Items = queue.Items.Add(QueuedMessage.Read(new FieldReader(fields.Value))) },
                2 => queue with { LastNumber = fields.Long() },
                _ => queue with { Unknown = queue.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return queue;
    }
}
