using NodaTime;

namespace AccountRecovery;

/// <summary>Ends messages that were not delivered before they expired.</summary>
internal static class MessageAdvance
{
    internal static readonly TimeRule Time = new(Advance, (record, _, now) => record with { Messages = record.Messages.Restart(now) });

    /// <summary>Returns the record as it is at an instant; the same object if no message has ended.</summary>
    internal static AccountRecord Advance(AccountRecord record, RecoveryPolicy policy, Instant now)
    {
        foreach (QueuedMessage message in record.Messages.Items)
        {
            if (now >= message.ExpiresAt && record.HasRoomReserved(message.To.Length, policy))
            {
                record = record with { Messages = record.Messages with { Items = record.Messages.Items.Remove(message) } };
                record = message.To.Aggregate(record, (told, to) => told.Raise(NotDelivered(record, message, to, message.ExpiresAt), policy));
            }
        }

        return record;
    }

    internal static QueuedEvent NotDelivered(AccountRecord record, QueuedMessage message, Recipient to, Instant at) =>
        new(0, RecoveryEventKind.MessageNotDelivered, message.Kind == MessageKind.SecurityCode ? RecoveryMethod.SecurityCodes : message.Method, at, message.From)
        {
            Contact = to.Contact,
            Channel = record.Contacts.Find(to.Contact)?.Channel,
        };
}
