using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>The messages that are not sent yet. They are part of the record, so that they are committed together with the change that they report.</summary>
/// <remarks>The order of messages does not matter, so each message has a lease of its own and no message is delayed by a slow mail server.</remarks>
internal sealed record MessageQueue
{
    internal static readonly MessageQueue Empty = new();

    /// <summary>How long the library tries to deliver a notice: 72 hours.</summary>
    internal static readonly Duration NoticeLifetime = Duration.FromHours(72);

    private static readonly Duration FirstRetry = Duration.FromSeconds(10);
    private static readonly Duration LongestRetry = Duration.FromHours(1);

    internal ImmutableArray<QueuedMessage> Items { get; init; } = [];

    internal long LastNumber { get; init; }

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    internal int Size => Items.Sum(item => item.Size);

    /// <summary>First instant at which a due-work sweep should send messages (inclusive); null if no message is in the queue.</summary>
    internal Instant? Due => Items.IsEmpty
        ? null
        : Items.Min(item => Instant.Min(item.NotBefore ?? Instant.FromUnixTimeTicks(0), item.ExpiresAt));

    /// <summary>Returns the messages that can be sent now and that no process is sending.</summary>
    internal ImmutableArray<QueuedMessage> DueAt(Instant now) => [.. Items.Where(item => item.IsDue(now))];

    internal QueuedMessage? Find(long number) => Items.FirstOrDefault(item => item.Number == number);

    internal MessageQueue Add(QueuedMessage message)
    {
        long number = LastNumber + 1;
        return this with { Items = Items.Add(message with { Number = number }), LastNumber = number };
    }

    /// <summary>
    /// Adds a notice. If the queue has a notice of the same kind that no process is sending, one new message to the recipients of both replaces both notices.
    /// </summary>
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

    /// <summary>Removes the notices of one kind that no process is sending, because they are out of date.</summary>
    internal MessageQueue Without(RecoveryEventKind about, Instant now) =>
        this with { Items = Items.RemoveAll(item => item.Kind == MessageKind.Notice && item.About == about && !item.IsHeld(now)) };

    /// <summary>Leases all messages that are due to one process, which sends them.</summary>
    internal MessageQueue Lease(long holder, Instant now) => this with
    {
        Items = [.. Items.Select(item => item.IsDue(now) ? item with { Holder = holder, NotBefore = Instant.Min(item.ExpiresAt, now + EventQueue.LeaseTime) } : item)],
    };

    /// <summary>
    /// Records the result of one try. The message stays in the queue only for the contacts that it did not reach; the pause before the next try grows with each
    /// failed try.
    /// </summary>
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

    /// <summary>Makes all notices due at once, with their full lifetime, after a wrong clock was repaired.</summary>
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
