using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>
/// The record that is kept in the place of an erased one until the event of the erasing is delivered. It holds a new secret and the event, and the account
/// counts as having no record.
/// </summary>
internal static class ErasedRecord
{
    /// <summary>
    /// Creates the record that replaces an erased one. It keeps from the old record only the numbering of events and the process that delivers them.
    /// </summary>
    /// <param name="record">The record that is erased.</param>
    /// <param name="secret">A new secret.</param>
    /// <param name="now">The current time.</param>
    internal static AccountRecord InPlaceOf(AccountRecord record, RecordSecret secret, Instant now)
    {
        // A process that is delivering events continues, and delivers the new event after the events that it has leased, so the order is kept. If the event of
        // an earlier erasing is not delivered yet, it is carried over and delivered too.
        EventQueue queue = EventQueue.Empty with
        {
            Items = Carried(record.Events, record.Secret).RemoveAll(item => item.Kind != RecoveryEventKind.AccountErased),
            LastSequence = record.Events.LastSequence,
            FrozenThrough = record.Events.FrozenThrough,
            Holder = record.Events.Holder,
            HeldUntil = record.Events.HeldUntil,
            Faults = record.Events.Faults,
        };
        long epoch = Math.Max(record.Epoch + 1, Microseconds.From(now));
        return new AccountRecord(secret, epoch, now) { Events = queue, ErasedAt = now };
    }

    /// <summary>Whether a new record has room for the events that are not delivered yet.</summary>
    internal static bool HasRoomFor(AccountRecord erased, AccountRecord fresh) => QueueRoom.Has(erased, fresh.Events.Items.Length, reserved: false);

    /// <summary>
    /// Continues the event queue in a new record that is created before the event of the erasing is delivered. That event comes first, under its old id, and no
    /// earlier ticket is valid.
    /// </summary>
    internal static AccountRecord Continue(AccountRecord erased, AccountRecord fresh)
    {
        long last = erased.Events.LastSequence;
        return fresh with
        {
            Epoch = Math.Max(fresh.Epoch, erased.Epoch + 1),
            Events = erased.Events with
            {
                Items = [.. Carried(erased.Events, erased.Secret), .. fresh.Events.Items.Select(item => item with { Sequence = last + item.Sequence })],
                LastSequence = last + fresh.Events.LastSequence,
            },
        };
    }

    // The id of an event is derived from the secret of its record. The new record has another secret, so the id is stored with the event.
    private static ImmutableArray<QueuedEvent> Carried(EventQueue events, RecordSecret secret) =>
        [.. events.Items.Select(item => item with { GivenId = item.IdUnder(secret) })];
}
