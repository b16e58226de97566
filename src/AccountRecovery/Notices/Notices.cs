using System.Collections.Immutable;

namespace AccountRecovery;

/// <summary>Tells what happens to an account: the host by events, its contacts by notices. Both are queued in the record, so that they commit with the change.</summary>
internal static class Notices
{
    /// <summary>Queues an event, where the host listens, and a notice to the contacts, where the event is of a kind that they are notified of.</summary>
    internal static AccountRecord Raise(this AccountRecord record, QueuedEvent happened, RecoveryPolicy policy)
    {
        AccountRecord raised = policy.KeepsEvents ? record with { Events = record.Events.Add(happened) } : record;
        if (!NotifiedEvents.IsNotified(happened.Kind, happened.Method))
        {
            return raised;
        }

        ImmutableArray<Recipient> to =
        [
            .. record.Contacts.Items
                .Where(contact => contact.GetsNotices && policy.Channels.Contains(contact.Channel))
                .Where(contact => contact.Number != happened.Contact || NotifiedEvents.NotifiesItsContact(happened.Kind))
                .Select(contact => new Recipient(contact.Number)),
        ];
        var notice = new QueuedMessage(0, MessageKind.Notice, to, happened.At, record.Latest + MessageQueue.NoticeLifetime, happened.From)
        {
            About = happened.Kind,
            Method = happened.Method,
            Count = happened.Count,
            Remaining = happened.Remaining,
            Contact = happened.Contact,
        };
        return to.IsEmpty ? raised : raised with { Messages = record.Messages.AddNotice(notice, record.Latest) };
    }

    /// <summary>Whether the queues have room for what a change raises; without it the change is refused.</summary>
    /// <param name="record">The record before the change.</param>
    /// <param name="events">How many events the change raises; each may be a notice as well.</param>
    /// <param name="policy">Whether anybody listens.</param>
    internal static bool HasRoom(this AccountRecord record, int events, RecoveryPolicy policy) => QueueRoom.Has(record, PlacesOf(record, events, policy), reserved: false);

    /// <summary>The same for what must never find the queues full: the recovery code, the recovery key, and what ends by itself.</summary>
    internal static bool HasRoomReserved(this AccountRecord record, int events, RecoveryPolicy policy) =>
        QueueRoom.Has(record, PlacesOf(record, events, policy), reserved: true);

    /// <summary>Whether a failed attempt finds room, or one like it to be counted with.</summary>
    internal static bool HasRoomFor(this AccountRecord record, QueuedEvent refused, RecoveryPolicy policy) =>
        !policy.KeepsEvents || record.Events.IsJoined(refused) || record.HasRoom(1, policy);

    // A change with contacts to notify needs two places for each thing that it raises.
    private static int PlacesOf(AccountRecord record, int events, RecoveryPolicy policy) =>
        (policy.KeepsEvents ? events : 0) + (record.Contacts.Items.IsEmpty || policy.Channels.IsEmpty ? 0 : events);
}
