using NodaTime;

namespace AccountRecovery;

/// <summary>What a recovery by the recovery code voids, and what an operator's decision about one voids.</summary>
internal static class AccountClearing
{
    /// <summary>Everything that recovers the account but the recovery code is void, and whoever gets the grant sets the account up again.</summary>
    internal static AccountRecord Clear(AccountRecord record, Instant now)
    {
        bool hadContacts = record.Contacts.Items.Any(contact => contact.State is ContactState.Verified or ContactState.Leaving or ContactState.Voided)
            || record.Access.Reentry is { HadContacts: true };
        AccountRecord raised = record.RaiseEpoch();
        return raised with
        {
            Contacts = VoidContacts(raised.Contacts, now),
            BackupCodes = raised.BackupCodes.Void(),
            RecoveryKey = RecoveryKeyPart.None with { Slot = SavedCodeSlot.Empty with { Numbered = raised.RecoveryKey.Slot.Numbered } },
            SecurityCodes = raised.SecurityCodes.Reopen(),
            Access = raised.Access with
            {
                Reentry = new Reentry(now, now + Reentry.GrantLifetime) { HadContacts = hadContacts },
                SessionsValidFrom = now,
                PaymentsHeldUntil = now + RecoveryPolicy.PaymentHold,
                Wait = null,
                CancelledAt = null,
                Prompt = null,
                FrozenAt = null,
            },
        };
    }

    /// <summary>All contacts are void: they prove nothing, and those that protected the account are still notified.</summary>
    internal static ContactPart VoidContacts(ContactPart contacts, Instant now) => contacts.Move(contact => contact.State switch
    {
        ContactState.Verified or ContactState.Leaving => contact.Leave(ContactState.Voided, now, RecoveryPolicy.FreezePeriod),

        // Those that have frozen the account stay until the review, however long it lasts.
        ContactState.Voided => contact with { Until = contact.Until ?? now + RecoveryPolicy.FreezePeriod },
        ContactState.Left => contact,
        ContactState.None or ContactState.Pending or ContactState.Removed or ContactState.Notice => null,
    });
}
