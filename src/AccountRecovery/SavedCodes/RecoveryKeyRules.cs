using NodaTime;
using Attempt = AccountRecovery.AttemptResult<AccountRecovery.SavedCodeAccepted>;

namespace AccountRecovery;

/// <summary>Redeems a recovery key, or confirms a new key that the person types back. Neither requires a ticket, and confirming does not spend the key.</summary>
internal static class RecoveryKeyRules
{
    private const RecoveryMethod Method = RecoveryMethod.RecoveryKey;

    /// <summary>Redeems the key in force and returns a proof. This ends the key's exclusiveness, and cancels a disabling that was requested.</summary>
    internal static Decision<Attempt> Redeem(AccountRecord? record, RecoveryCall call, RecoveryPolicy policy, Instant now)
    {
        if (!SavedCodeRules.Passes(record, call, events: 1, policy, now, out SavedCodeSlot? slot, out Decision<Attempt> refused))
        {
            return refused;
        }

        SavedCode spent = slot.Code! with { SpentAt = now };
        RecoveryKeyPart part = record.RecoveryKey with { Slot = slot with { Code = spent }, DisabledFrom = null };
        AccountRecord next = record with { RecoveryKey = part, SecurityCodes = record.SecurityCodes.Reopen() };
        return Accept(next, EventFor.Code(RecoveryEventKind.CodeRedeemed, Method, spent.Number, now, call.From) with { Remaining = 0, Attested = call.IsAttested }, call, policy, now);
    }

    /// <summary>Puts the pending key in force.</summary>
    internal static Decision<Attempt> Confirm(AccountRecord? record, RecoveryCall call, RecoveryPolicy policy, Instant now)
    {
        if (!SavedCodeRules.Passes(record, call, events: 1, policy, now, out SavedCodeSlot? slot, out Decision<Attempt> refused))
        {
            return refused;
        }

        SavedCode live = record.RecoveryKey.Pending! with { IssuedAt = now };
        RecoveryKeyPart part = record.RecoveryKey with { Slot = slot.Put(live), Pending = null, PendingUntil = null };
        return Accept(record with { RecoveryKey = part }, EventFor.Code(RecoveryEventKind.CodesIssued, Method, live.Number, now, call.From) with { Remaining = 1 }, call, policy, now);
    }

    private static Decision<Attempt> Accept(AccountRecord next, QueuedEvent happened, RecoveryCall call, RecoveryPolicy policy, Instant now) => new(
        new Attempt.Accepted(new SavedCodeAccepted(next.Epoch, now, Voided.Nothing, Replacement: null)),
        Receipts.Keep(next.Raise(happened, policy), call.Receipt, ReceiptKind.Accepted, 0, now));
}
