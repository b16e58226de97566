using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>Decides whether the proofs are enough to complete a recovery, and what the completion voids.</summary>
internal static class CompletionRules
{
    internal static Decision<CompleteOutcome> Complete(AccountRecord? record, RecoveryCall call, RecoveryPolicy policy, Instant now)
    {
        if (record is null)
        {
            return new CompleteOutcome.Refused(Refusal.UnknownAccount);
        }

        if (Receipts.Find(record, call.Receipt, now) is { } receipt)
        {
            return receipt.Kind == ReceiptKind.Accepted
                ? new CompleteOutcome.Completed(receipt.When) { Replayed = true }
                : new CompleteOutcome.Refused((Refusal)receipt.Value);
        }

        ProofsGiven all = call.Given with { TwoProofs = call.Given.TwoStep || policy.TakesTwoMethods };
        ChangeVerdict verdict = ChangeRules.Check(record, Change.CompleteRecovery, all, RequiredProof.Nothing, now);
        if (verdict.Option is not { } option)
        {
            return verdict.Why is Refusal.MoreProofNeeded or Refusal.ContactProofNeeded
                ? new CompleteOutcome.NeedsMore(Lacking(record, all, policy, now))
                : new CompleteOutcome.Refused(verdict.Why);
        }

        // Redeeming the recovery code has already voided everything. To void more would void the grant.
        if (option.MayNeed(RequiredProof.RedeemedCode))
        {
            return new CompleteOutcome.Completed(record.Access.SessionsValidFrom ?? now);
        }

        if (!record.HasRoomReserved(2, policy))
        {
            return new CompleteOutcome.Busy(BusyReason.Queue);
        }

        AccountRecord raised = record.RaiseEpoch();
        QueuedEvent completed = EventFor.Account(
            RecoveryEventKind.RecoveryCompleted, option.MayNeed(RequiredProof.SettledContact) ? RecoveryMethod.SecurityCodes : RecoveryMethod.RecoveryKey, now, call.From);
        AccountRecord next = (raised with { Access = raised.Access with { SessionsValidFrom = now, Prompt = null } })
            .Raise(completed, policy)
            .Raise(completed with { Kind = RecoveryEventKind.SessionsVoided }, policy);
        return new Decision<CompleteOutcome>(
            new CompleteOutcome.Completed(now),
            Receipts.Keep(next, call.Receipt, ReceiptKind.Accepted, now, now));
    }

    /// <summary>The kinds of proof that the account has and that would be enough: as the first proof, or as the second if there is a first.</summary>
    private static ImmutableArray<ProofKind> Lacking(AccountRecord record, ProofsGiven given, RecoveryPolicy policy, Instant now)
    {
        bool byContact = record.State == AccountState.Established && !record.IsKeyExclusive(now);
        bool byKey = record.State != AccountState.Reentry;
        Contact[] shown =
        [
            .. from ticket in given.Tickets
               where ticket is { Kind: ProofKind.ContactCode }
               let contact = record.Contacts.Find(ticket.Value.Contact)
               where contact is { State: ContactState.Verified }
               select contact,
        ];
        bool hasKey = byKey && given.Tickets.Any(ticket => ticket is { Kind: ProofKind.RecoveryKey } key && key.Issued == record.RecoveryKey.Slot.Code?.SpentAt);
        bool hasFirst = hasKey || (byContact && shown.Any(contact => contact.IsSettled(now)));
        (ProofKind Kind, bool IsThere)[] kinds =
        [
            (ProofKind.RecoveryCode, record.RecoveryCode.Live is not null),
            (ProofKind.RecoveryKey, byKey && record.RecoveryKey.Slot.Live is not null),
            (ProofKind.ContactCode, byContact && record.Contacts.Verified.Any(contact => hasFirst ? IsAnother(contact, shown) : contact.IsSettled(now))),
            (ProofKind.BackupCode, hasFirst && record.BackupCodes.LiveUnder(policy) is { Remaining: > 0 }),
            (ProofKind.HostTwoStep, hasFirst && given.TwoStep),
            (ProofKind.TrustedDevice, hasFirst),
        ];
        return [.. kinds.Where(kind => kind.IsThere).Select(kind => kind.Kind)];
    }

    // Text and voice to one number count as one contact, and so do two addresses of one mailbox.
    private static bool IsAnother(Contact contact, Contact[] shown) => Count(shown.Append(contact)) > Count(shown);

    private static int Count(IEnumerable<Contact> contacts) => ContactPart.CountIndependent(contacts);
}
