using NodaTime;

namespace AccountRecovery;

/// <summary>Ends what has expired: a contact that was not confirmed in time, and the remaining rights of contacts that no longer protect the account.</summary>
internal static class ContactAdvance
{
    internal static readonly TimeRule Time = new(Advance, Restart);

    /// <summary>Returns the record as it is at an instant; the same object if nothing has ended.</summary>
    internal static AccountRecord Advance(AccountRecord record, RecoveryPolicy policy, Instant now)
    {
        foreach (Contact contact in record.Contacts.Items)
        {
            if (contact.Until is not { } until || now < until || !record.HasRoomReserved(1, policy))
            {
                continue;
            }

            // As long as the account has no new credentials, an operator may give another grant. The previous contacts must be notified of that grant, so they
            // are kept.
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

    /// <summary>After a wrong clock was repaired, restarts each running time span with its full length.</summary>
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
