using NodaTime;

namespace AccountRecovery;

/// <summary>Voids contacts, codes and sessions after a recovery by the recovery code, and after an operator's decision on such a recovery.</summary>
internal static class AccountClearing
{
    /// <summary>Voids everything that recovers the account except the recovery code. The holder of the grant sets the account up again.</summary>
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

    /// <summary>Voids all contacts. They prove nothing any longer, but contacts that protected the account still receive notices.</summary>
    internal static ContactPart VoidContacts(ContactPart contacts, Instant now) => contacts.Move(contact => contact.State switch
    {
        ContactState.Verified or ContactState.Leaving => contact.Leave(ContactState.Voided, now, RecoveryPolicy.FreezePeriod),

        // Contacts that have frozen the account stay until the operator's review, however long it lasts.
        ContactState.Voided => contact with { Until = contact.Until ?? now + RecoveryPolicy.FreezePeriod },
        ContactState.Left => contact,
        ContactState.None or ContactState.Pending or ContactState.Removed or ContactState.Notice => null,
    });
}
