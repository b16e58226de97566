using NodaTime;

namespace AccountRecovery;

/// <summary>What ends by itself as time passes: a contact that nobody confirmed, and what a voided one may still do.</summary>
internal static class ContactAdvance
{
    /// <summary>For so long a voided contact gets notices, and can freeze the recovery that voided it.</summary>
    internal static readonly Duration VoidedFor = AccessRules.PaymentHold;

    /// <summary>For so long a removal can be undone: as long as a contact is young.</summary>
    internal static readonly Duration UndoneFor = Contact.SettlesAfter;

    /// <summary>The record as it is at an instant; the same object when nothing has ended.</summary>
    internal static AccountRecord Advance(AccountRecord record, RecoveryPolicy policy, Instant now)
    {
        foreach (Contact contact in record.Contacts.Items)
        {
            if (contact.Until is not { } until || now < until || !record.HasRoomReserved(1, policy))
            {
                continue;
            }

            // Before there are new credentials an operator may give another grant, and those of before are told of that.
            if (contact.State == ContactState.Voided && record.Access.Reentry is { NeedsCredentials: true })
            {
                record = record with { Contacts = record.Contacts.Put(contact with { Until = null }) };
                continue;
            }

            AccountRecord next = record with { Contacts = record.Contacts.Without(contact) };
            record = contact.State == ContactState.Pending
                ? next.Tell(About(RecoveryEventKind.PendingContactExpired, contact, until, CallerTrace.None), policy)
                : next;
        }

        return record;
    }

    /// <summary>All contacts are void: nobody proves anything by them, and those that protected the account are told what happens.</summary>
    internal static ContactPart Void(ContactPart contacts, Instant now) => contacts.Move(contact => contact.State switch
    {
        ContactState.Verified or ContactState.Leaving => contact.Leave(ContactState.Voided, now, VoidedFor),

        // Those that have frozen the account wait for the review as long as it takes.
        ContactState.Voided => contact with { Until = contact.Until ?? now + VoidedFor },
        ContactState.Left => contact,
        _ => null,
    });

    /// <summary>A wrong clock was repaired: what waits, waits again in full.</summary>
    internal static AccountRecord Restart(AccountRecord record, RecoveryPolicy policy, Instant now) =>
        record with { Contacts = record.Contacts.Move(contact => Restart(contact, policy, now)) };

    internal static QueuedEvent About(RecoveryEventKind kind, Contact contact, Instant at, CallerTrace from) =>
        new(0, kind, RecoveryMethod.SecurityCodes, at, from) { Contact = contact.Number, Channel = contact.Channel };

    private static Contact Restart(Contact contact, RecoveryPolicy policy, Instant now) => contact with
    {
        Until = contact.State switch
        {
            ContactState.Pending => now + policy.PendingLifetime,
            ContactState.Voided or ContactState.Left => contact.Until is null ? null : now + VoidedFor,
            ContactState.Removed => now + UndoneFor,
            _ => null,
        },
        LeftAt = contact.LeftAt is { } left ? Instant.Min(left, now) : null,
        VerifiedAt = contact.VerifiedAt is null || contact.ReturnedAt is not null || contact.WasSettled(now) ? contact.VerifiedAt : now,
        ReturnedAt = contact.ReturnedAt is null || contact.WasSettled(now) ? contact.ReturnedAt : now,
        ShownAt = contact.ShownAt is { } shown ? Instant.Min(shown, now) : null,
    };
}
