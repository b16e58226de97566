using NodaTime;
using Attempt = AccountRecovery.AttemptResult<AccountRecovery.SavedCodeAccepted>;

namespace AccountRecovery;

/// <summary>Redeems the recovery code: in every state of the account, without another proof, once. This clears everything else and starts re-entry.</summary>
internal static class RecoveryCodeRules
{
    private const RecoveryMethod Method = RecoveryMethod.RecoveryCode;

    /// <param name="record">The account's record; null if there is none.</param>
    /// <param name="call">The attempt.</param>
    /// <param name="replacement">The code that replaces the redeemed one; null if the profile does not require a replacement.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="now">The current time.</param>
    internal static Decision<Attempt> Redeem(AccountRecord? record, RecoveryCall call, DrawnCode? replacement, RecoveryPolicy policy, Instant now)
    {
        const int Events = 3;
        return SavedCodeRules.Passes(record, call, Events, policy, now, out SavedCodeSlot? slot, out Decision<Attempt> refused)
            ? Accept(record, slot, call, replacement, policy, now)
            : refused;
    }

    private static Decision<Attempt> Accept(
        AccountRecord record, SavedCodeSlot slot, RecoveryCall call, DrawnCode? replacement, RecoveryPolicy policy, Instant now)
    {
        int contacts = record.Contacts.Items.Count(contact => contact.State is ContactState.Verified or ContactState.Leaving);
        var voided = new Voided(record.BackupCodes.LiveUnder(policy)?.Remaining ?? 0, record.RecoveryKey.Slot.Live is not null, contacts);
        SavedCode spent = slot.Code! with { SpentAt = now };
        SavedCodeSlot next = replacement is null
            ? slot with { Code = spent }
            : slot.Put(replacement.ToStore(Method, slot.Numbered + 1, record.Secret, now)) with { Numbered = slot.Numbered + 1 };
        record = AccountClearing.Clear(record, now) with { RecoveryCode = next };
        QueuedEvent redeemed = EventFor.Code(RecoveryEventKind.CodeRedeemed, Method, spent.Number, now, call.From) with { Remaining = 0, Attested = call.IsAttested };
        record = record.Raise(redeemed, policy).Raise(redeemed with { Kind = RecoveryEventKind.SessionsVoided, Remaining = null, SetNumber = null }, policy);
        if (replacement is not null)
        {
            record = record.Raise(EventFor.Code(RecoveryEventKind.CodesIssued, Method, next.Numbered, now, call.From) with { Remaining = 1 }, policy);
        }

        return new Decision<Attempt>(
            new Attempt.Accepted(new SavedCodeAccepted(record.Epoch, now, voided, replacement is null ? null : next.Numbered)),
            Receipts.Keep(record, call.Receipt, ReceiptKind.Accepted, voided.Number, now));
    }
}
