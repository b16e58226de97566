using NodaTime;

namespace AccountRecovery;

/// <summary>Enables and disables the recovery key.</summary>
internal static class RecoveryKeyIssueRules
{
    /// <param name="record">The account's record; null if there is none.</param>
    /// <param name="call">The call.</param>
    /// <param name="acknowledged">Whether the person has acknowledged what losing the key means.</param>
    /// <param name="drawn">The new key.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="now">The current time.</param>
    internal static Decision<IssueResult> Begin(AccountRecord? record, RecoveryCall call, bool acknowledged, DrawnCode drawn, RecoveryPolicy policy, Instant now)
    {
        if (record is not null && Receipts.Find(record, call.Receipt, now) is { } receipt)
        {
            return receipt.Kind == ReceiptKind.Accepted
                ? new IssueResult.Already((int)receipt.Value)
                : new IssueResult.Refused((Refusal)receipt.Value);
        }

        (ChangeVerdict verdict, AccountRecord? counted) = TypedProof.Check(record, Change.EnableRecoveryKey, call, acknowledged, policy, now);
        if (verdict.Why != Refusal.None)
        {
            return new Decision<IssueResult>(new IssueResult.Refused(verdict.Why), counted);
        }

        // Sufficient proofs imply that there is a record: they include a contact's code or the recovery code, and both belong to a record.
        if (record!.RecoveryKey.Slot.Live is not null)
        {
            return new IssueResult.Refused(Refusal.KeyExists);
        }

        if (!record.HasRoomReserved(1, policy))
        {
            return new IssueResult.Busy(BusyReason.Queue);
        }

        int number = record.RecoveryKey.Slot.Numbered + 1;
        Instant until = now + policy.PendingLifetime;
        AccountRecord next = (record with
        {
            RecoveryKey = record.RecoveryKey with
            {
                Slot = record.RecoveryKey.Slot with { Numbered = number },
                Pending = drawn.ToStore(RecoveryMethod.RecoveryKey, number, record.Secret, now),
                PendingUntil = until,
            },
        }).Raise(EventFor.Code(RecoveryEventKind.CodesPending, RecoveryMethod.RecoveryKey, number, now, call.From), policy);
        return new Decision<IssueResult>(new IssueResult.Issued(number, now, until), Receipts.Keep(next, call.Receipt, ReceiptKind.Accepted, number, now));
    }

    /// <summary>Disables the key: at once if the person types the key, otherwise later, so that its owner is notified in time.</summary>
    internal static Decision<DisableKeyOutcome> Disable(AccountRecord? record, RecoveryCall call, RecoveryPolicy policy, Instant now)
    {
        (ChangeVerdict verdict, AccountRecord? counted) = TypedProof.Check(record, Change.DisableRecoveryKey, call, acknowledged: false, policy, now);
        if (verdict.Why != Refusal.None)
        {
            return new Decision<DisableKeyOutcome>(new DisableKeyOutcome.Refused(verdict.Why), counted);
        }

        if (record?.RecoveryKey is not { Slot.Live: { } live } part)
        {
            return new DisableKeyOutcome.Disabled();
        }

        if (verdict.Option!.IsDelayed && RecoveryKeyAdvance.EndOf(part, policy) is { } already)
        {
            return new DisableKeyOutcome.Scheduled(already);
        }

        if (!record.HasRoomReserved(1, policy))
        {
            return new DisableKeyOutcome.Busy(BusyReason.Queue);
        }

        if (verdict.Option.IsDelayed)
        {
            Instant from = now + RecoveryPolicy.KeyDisablingDelay;
            return new Decision<DisableKeyOutcome>(
                new DisableKeyOutcome.Scheduled(from),
                (record with { RecoveryKey = part with { DisabledFrom = from } })
                    .Raise(EventFor.Code(RecoveryEventKind.KeyDisablingScheduled, RecoveryMethod.RecoveryKey, live.Number, now, call.From), policy));
        }

        AccountRecord next = record with { RecoveryKey = part with { Slot = part.Slot with { Code = null }, DisabledFrom = null } };
        return new Decision<DisableKeyOutcome>(
            new DisableKeyOutcome.Disabled(),
            next.Raise(EventFor.Code(RecoveryEventKind.CodesRevoked, RecoveryMethod.RecoveryKey, live.Number, now, call.From) with { Remaining = 0 }, policy));
    }
}
