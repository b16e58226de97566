using NodaTime;

namespace AccountRecovery;

/// <summary>What ends by itself as time passes: a contact that nobody confirmed, and what a voided one may still do.</summary>
internal static class ContactAdvance
{
    internal static readonly TimeRule Time = new(Advance, Restart);

    /// <summary>The record as it is at an instant; the same object when nothing has ended.</summary>
    internal static AccountRecord Advance(AccountRecord record, RecoveryPolicy policy, Instant now)
    {
        foreach (Contact contact in record.Contacts.Items)
        {
            if (contact.Until is not { } until || now < until || !record.HasRoomReserved(1, policy))
            {
                continue;
            }

            // Before there are new credentials an operator may give another grant, and the previous contacts are notified of that.
            if (contact.State == ContactState.Voided && record.Access.Reentry is { NeedsCredentials: true })
            {
                record = record with { Contacts = record.Contacts.Put(contact with { Until = null }) };
                continue;
            }

            AccountRecord next = record with { Contacts = record.Contacts.Without(contact) };
            record = contact.State == ContactState.Pending
                ? next.Raise(EventFor.Contact(RecoveryEventKind.PendingContactExpired, contact, until, CallerTrace.None), policy)
                : next;
        }

        return record;
    }

    /// <summary>A wrong clock was repaired: what waits, waits again in full.</summary>
    internal static AccountRecord Restart(AccountRecord record, RecoveryPolicy policy, Instant now) =>
        record with { Contacts = record.Contacts.Move(contact => Restart(contact, policy, now)) };

    private static Contact Restart(Contact contact, RecoveryPolicy policy, Instant now) => contact with
    {
        Until = contact.State switch
        {
            ContactState.Pending => now + policy.PendingLifetime,
            ContactState.Voided or ContactState.Left => contact.Until is null ? null : now + RecoveryPolicy.FreezePeriod,
            ContactState.Removed => now + RecoveryPolicy.RemovalUndoPeriod,
            ContactState.None or ContactState.Verified or ContactState.Leaving or ContactState.Notice => null,
        },
        LeftAt = contact.LeftAt is { } left ? Instant.Min(left, now) : null,
        VerifiedAt = contact.VerifiedAt is null || contact.ReturnedAt is not null || contact.WasSettled(now) ? contact.VerifiedAt : now,
        ReturnedAt = contact.ReturnedAt is null || contact.WasSettled(now) ? contact.ReturnedAt : now,
        ShownAt = contact.ShownAt is { } shown ? Instant.Min(shown, now) : null,
    };
}
