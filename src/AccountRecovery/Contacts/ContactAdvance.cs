using NodaTime;

namespace AccountRecovery;

/// <summary>What ends by itself as time passes: a contact that nobody confirmed, and what a voided one may still do.</summary>
internal static class ContactAdvance
{
    /// <summary>For so long a voided contact gets notices, and can freeze the recovery that voided it.</summary>
    internal static readonly Duration VoidedFor = AccessRules.PaymentHold;

    /// <summary>The record as it is at an instant; the same object when nothing has ended.</summary>
    internal static AccountRecord Advance(AccountRecord record, RecoveryPolicy policy, Instant now)
    {
        foreach (Contact contact in record.Contacts.Items)
        {
            if (contact.Until is not { } until || now < until || !record.HasRoomReserved(1, policy))
            {
                continue;
            }

            AccountRecord next = record with { Contacts = record.Contacts.Without(contact) };
            record = contact.State == ContactState.Pending
                ? next.Tell(About(RecoveryEventKind.PendingContactExpired, contact, until, CallerTrace.None), policy)
                : next;
        }

        return record;
    }

    /// <summary>All contacts are void: nobody proves anything by them, and they are told what happens.</summary>
    internal static ContactPart Void(ContactPart contacts, Instant now) => contacts with
    {
        Items =
        [
            .. contacts.Items.Where(contact => contact.State != ContactState.Pending).Select(contact => contact.State == ContactState.Verified
                ? contact with { State = ContactState.Voided, Until = now + VoidedFor }
                : contact),
        ],
    };

    /// <summary>A wrong clock was repaired: what waits, waits again in full.</summary>
    internal static AccountRecord Restart(AccountRecord record, RecoveryPolicy policy, Instant now) => record with
    {
        Contacts = record.Contacts with { Items = [.. record.Contacts.Items.Select(contact => Restart(contact, policy, now))] },
    };

    internal static QueuedEvent About(RecoveryEventKind kind, Contact contact, Instant at, CallerTrace from) =>
        new(0, kind, RecoveryMethod.SecurityCodes, at, from) { Contact = contact.Number, Channel = contact.Channel };

    private static Contact Restart(Contact contact, RecoveryPolicy policy, Instant now) => contact with
    {
        Until = contact.State switch
        {
            ContactState.Pending => now + policy.PendingLifetime,
            ContactState.Voided => now + VoidedFor,
            _ => null,
        },
        VerifiedAt = contact.VerifiedAt is null || contact.IsSettled(now) ? contact.VerifiedAt : now,
        ShownAt = contact.ShownAt is { } shown ? Instant.Min(shown, now) : null,
    };
}
