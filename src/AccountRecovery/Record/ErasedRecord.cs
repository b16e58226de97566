using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>What stands in an account's place from its erasing until the event of that is delivered: a secret of its own and the event. Reads as absent.</summary>
internal static class ErasedRecord
{
    /// <summary>The record that replaces another. Of that, it keeps only how far its events were numbered and who is delivering them.</summary>
    /// <param name="record">What is erased.</param>
    /// <param name="secret">A new secret.</param>
    /// <param name="now">Now.</param>
    internal static AccountRecord InPlaceOf(AccountRecord record, RecordSecret secret, Instant now)
    {
        // Whoever is delivering goes on, and comes to the new event after those that it has in hand: order is kept. An earlier
        // erasing whose event is not delivered yet is delivered too.
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

    /// <summary>Whether a new record can take the untold events on.</summary>
    internal static bool HasRoomFor(AccountRecord erased, AccountRecord fresh) => QueueRoom.Has(erased, fresh.Events.Items.Length, reserved: false);

    /// <summary>A new record that is made before the event of the erasing was delivered: that event comes first, under its old id, and no earlier ticket fits.</summary>
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

    // An event's id comes from its record's secret, which stays behind.
    private static ImmutableArray<QueuedEvent> Carried(EventQueue events, RecordSecret secret) =>
        [.. events.Items.Select(item => item with { GivenId = item.IdUnder(secret) })];
}
