using NodaTime;

namespace AccountRecovery;

/// <summary>Redeeming a recovery key, and typing a new one back. Neither needs a ticket; typing back spends nothing.</summary>
internal static class RecoveryKeyRules
{
    private const RecoveryMethod Method = RecoveryMethod.RecoveryKey;

    /// <summary>Spends the live key, for a proof. Its exclusiveness ends with it, and so does a disabling that was asked for.</summary>
    internal static Decision<SavedCodeAnswer> Redeem(AccountRecord? record, SavedCodeAsk ask, RecoveryPolicy policy, Instant now)
    {
        if (!SavedCodeAttempt.Passes(record, ask, Method, confirms: false, events: 1, policy, now, out SavedCodeSlot? slot, out Decision<SavedCodeAnswer> refused))
        {
            return refused;
        }

        SavedCode spent = slot.Code! with { SpentAt = now };
        RecoveryKeyPart part = record.RecoveryKey with { Slot = slot with { Code = spent }, DisabledFrom = null };
        AccountRecord next = record with { RecoveryKey = part, SecurityCodes = record.SecurityCodes.Reopen() };
        return Accept(next, EventFor.Code(RecoveryEventKind.CodeRedeemed, Method, spent.Number, now, ask.From) with { Remaining = 0, Attested = ask.IsAttested }, ask, policy, now);
    }

    /// <summary>Puts the pending key in force.</summary>
    internal static Decision<SavedCodeAnswer> Confirm(AccountRecord? record, SavedCodeAsk ask, RecoveryPolicy policy, Instant now)
    {
        if (!SavedCodeAttempt.Passes(record, ask, Method, confirms: true, events: 1, policy, now, out SavedCodeSlot? slot, out Decision<SavedCodeAnswer> refused))
        {
            return refused;
        }

        SavedCode live = record.RecoveryKey.Pending! with { IssuedAt = now };
        RecoveryKeyPart part = record.RecoveryKey with { Slot = slot.Put(live), Pending = null, PendingUntil = null };
        return Accept(record with { RecoveryKey = part }, EventFor.Code(RecoveryEventKind.CodesIssued, Method, live.Number, now, ask.From) with { Remaining = 1 }, ask, policy, now);
    }

    private static Decision<SavedCodeAnswer> Accept(AccountRecord next, QueuedEvent happened, SavedCodeAsk ask, RecoveryPolicy policy, Instant now) => new(
        new SavedCodeAnswer.Accepted(next.Epoch, now, Voided.Nothing, Replacement: null),
        Receipts.Keep(next.Raise(happened, policy), ask.Receipt, ReceiptKind.Accepted, 0, now));
}
