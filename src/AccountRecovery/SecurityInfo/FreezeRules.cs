using NodaTime;

namespace AccountRecovery;

/// <summary>
/// Freezes an account after a recovery by the recovery code, if a contact from before the recovery disputes it. Changes are refused until an operator has
/// reviewed the account.
/// </summary>
internal static class FreezeRules
{
    internal static Decision<ChangeOutcome> Freeze(AccountRecord record, Contact contact, RecoveryCall call, RecoveryPolicy policy, Instant now)
    {
        if (!record.HasRoomReserved(2, policy))
        {
            return new ChangeOutcome.Busy(BusyReason.Queue);
        }

        AccountRecord raised = record.RaiseEpoch();
        AccountRecord frozen = raised with
        {
            Access = raised.Access with { FrozenAt = now, SessionsValidFrom = now },

            // The contacts that can object are kept until the review, however long it lasts.
            Contacts = raised.Contacts.Move(other => other.State == ContactState.Voided ? other with { Until = null } : other),
        };
        QueuedEvent told = EventFor.Contact(RecoveryEventKind.RecoveryFrozen, contact, now, call.From);
        return SecurityInfoRules.Done(frozen.Raise(told, policy).Raise(told with { Kind = RecoveryEventKind.SessionsVoided, Contact = null, Channel = null }, policy), call, policy, now);
    }
}
