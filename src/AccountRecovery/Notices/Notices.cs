using System.Collections.Immutable;

namespace AccountRecovery;

/// <summary>
/// Reports a change of an account: to the host by events, to the contacts by notices. Both are queued in the record, so that they commit with the change.
/// </summary>
internal static class Notices
{
    /// <summary>Queues an event if the host has a sink, and a notice to the contacts if people are notified of events of this kind.</summary>
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

    /// <summary>Whether the queues have room for the events and notices of a change. If they do not, the change is refused.</summary>
    /// <param name="record">The record before the change.</param>
    /// <param name="events">The number of events that the change raises. Each may also need a notice.</param>
    /// <param name="policy">Says whether there is an event sink and a sender.</param>
    internal static bool HasRoom(this AccountRecord record, int events, RecoveryPolicy policy) => QueueRoom.Has(record, PlacesOf(record, events, policy), reserved: false);

    /// <summary>
    /// Whether the queues have room, counting the reserved places. For changes that must never find full queues: the recovery code, the recovery key, and changes by
    /// time.
    /// </summary>
    internal static bool HasRoomReserved(this AccountRecord record, int events, RecoveryPolicy policy) =>
        QueueRoom.Has(record, PlacesOf(record, events, policy), reserved: true);

    /// <summary>Whether the queue has room for the event of a failed attempt, or has a similar event that can count the attempt.</summary>
    internal static bool HasRoomFor(this AccountRecord record, QueuedEvent refused, RecoveryPolicy policy) =>
        !policy.KeepsEvents || record.Events.IsJoined(refused) || record.HasRoom(1, policy);

    // If there are contacts to notify, each event needs two places: one for the event and one for the notice.
    private static int PlacesOf(AccountRecord record, int events, RecoveryPolicy policy) =>
        (policy.KeepsEvents ? events : 0) + (record.Contacts.Items.IsEmpty || policy.Channels.IsEmpty ? 0 : events);
}
