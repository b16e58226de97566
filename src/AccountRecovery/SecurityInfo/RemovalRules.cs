using NodaTime;

namespace AccountRecovery;

/// <summary>
/// Removes one of several contacts, and undoes such a removal. The removed contact is notified and can undo the removal once, within 720 hours.
/// </summary>
internal static class RemovalRules
{
    internal static Decision<ChangeOutcome> Remove(AccountRecord record, Contact contact, RecoveryCall call, RecoveryPolicy policy, Instant now)
    {
        if (record.Contacts.Verified.All(other => other.Number == contact.Number || OwnDomains.Has(policy, other.Channel, other.Address)))
        {
            return new ChangeOutcome.Refused(Refusal.OwnDomainAlone);
        }

        if (!record.HasRoom(1, policy))
        {
            return new ChangeOutcome.Busy(BusyReason.Queue);
        }

        AccountRecord removed = record.WithoutContact(contact);
        removed = removed with { Contacts = record.Contacts.Put(contact.Leave(ContactState.Removed, now, RecoveryPolicy.RemovalUndoPeriod)) };
        return SecurityInfoRules.Done(removed.Raise(EventFor.Contact(RecoveryEventKind.ContactRemoved, contact, now, call.From), policy), call, policy, now);
    }

    /// <summary>
    /// Restores the contact and restarts its settling time. Everything added after the removal is deleted, because the person who removed the contact may have
    /// added it.
    /// </summary>
    internal static Decision<ChangeOutcome> Undo(AccountRecord record, Contact contact, RecoveryCall call, RecoveryPolicy policy, Instant now)
    {
        if (!record.HasRoomReserved(1, policy))
        {
            return new ChangeOutcome.Busy(BusyReason.Queue);
        }

        Instant since = contact.LeftAt ?? contact.AddedAt;
        ContactState state = record.State == AccountState.Waiting ? ContactState.Leaving : ContactState.Verified;
        Contact back = contact.Return() with { State = state, ReturnedAt = now, LeftAt = state == ContactState.Leaving ? now : null };
        AccountRecord raised = record.RaiseEpoch();
        AccountRecord next = raised with
        {
            Contacts = raised.Contacts.Move(other => other.Number == contact.Number ? back : CameSince(other, since) ? null : other),
            BackupCodes = raised.BackupCodes.Live is { } set && set.IssuedAt >= since ? raised.BackupCodes.Void() : raised.BackupCodes,
            RecoveryCode = Without(raised.RecoveryCode, since),
            RecoveryKey = raised.RecoveryKey with { Slot = Without(raised.RecoveryKey.Slot, since) },
        };
        return SecurityInfoRules.Done(next.Raise(EventFor.Contact(RecoveryEventKind.RemovalUndone, contact, now, call.From), policy), call, policy, now);
    }

    // A contact that a recovery has voided keeps its right to object to that recovery.
    private static bool CameSince(Contact contact, Instant since) =>
        contact.State is not (ContactState.Voided or ContactState.Left) && (contact.AddedAt >= since || contact.VerifiedAt >= since);

    private static SavedCodeSlot Without(SavedCodeSlot slot, Instant since) => slot.Code is { SpentAt: null } code && code.IssuedAt >= since ? slot with { Code = null } : slot;
}
