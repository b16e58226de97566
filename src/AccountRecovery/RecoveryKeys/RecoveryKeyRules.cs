using NodaTime;

namespace AccountRecovery;

/// <summary>Redeeming a recovery key, and typing a new one back. Neither needs a ticket; typing back spends nothing.</summary>
internal static class RecoveryKeyRules
{
    private const RecoveryMethod Method = RecoveryMethod.RecoveryKey;

    /// <summary>Spends the live key, for a proof. Its exclusiveness ends with it, and so does a disabling that was asked for.</summary>
    internal static Decision<SavedCodeAnswer> Redeem(AccountRecord? record, SavedCodeAsk ask, RecoveryPolicy policy, Instant now) =>
        Examine(record, ask, confirms: false, policy, now, (examined, slot) =>
        {
            SavedCode spent = slot.Code! with { SpentAt = now };
            AccountRecord next = examined with { RecoveryKey = examined.RecoveryKey with { Slot = slot with { Code = spent }, DisabledFrom = null } };
            return next.Tell(About(RecoveryEventKind.CodeRedeemed, spent.Number, now, ask.From) with { Remaining = 0, Attested = ask.IsAttested }, policy);
        });

    /// <summary>Puts the pending key in force.</summary>
    internal static Decision<SavedCodeAnswer> Confirm(AccountRecord? record, SavedCodeAsk ask, RecoveryPolicy policy, Instant now) =>
        Examine(record, ask, confirms: true, policy, now, (examined, slot) =>
        {
            SavedCode live = examined.RecoveryKey.Pending! with { IssuedAt = now };
            AccountRecord next = examined with { RecoveryKey = examined.RecoveryKey with { Slot = slot.Put(live), Pending = null, PendingUntil = null } };
            return next.Tell(About(RecoveryEventKind.CodesIssued, live.Number, now, ask.From) with { Remaining = 1 }, policy);
        });

    internal static QueuedEvent About(RecoveryEventKind kind, int number, Instant now, CallerTrace from) => new(0, kind, Method, now, from) { SetNumber = number };

    private static Decision<SavedCodeAnswer> Examine(
        AccountRecord? record, SavedCodeAsk ask, bool confirms, RecoveryPolicy policy, Instant now, Func<AccountRecord, SavedCodeSlot, AccountRecord> accept)
    {
        Span<byte> symbols = stackalloc byte[CodeFormat.RecoveryKey.Length];
        FoldResult fold = CodeFolding.Fold(CodeFormat.RecoveryKey, ask.Typed, symbols);
        if (!fold.IsCode)
        {
            return new SavedCodeAnswer.Malformed(fold);
        }

        if (record is null)
        {
            return new SavedCodeAnswer.Refused(Refusal.UnknownAccount);
        }

        if (Receipts.Find(record, ask.Receipt, now) is { } receipt)
        {
            return SavedCodeReplay.Of(receipt);
        }

        if (ask.BringsProof && ProofRules.Check(ask.Proof, record.Epoch, ask.Purpose, now) is not Refusal.None and Refusal bad)
        {
            return new SavedCodeAnswer.Refused(bad);
        }

        RecoveryKeyPart part = record.RecoveryKey;
        SavedCode? code = confirms ? part.Pending : part.Slot.Code;
        if (confirms && code is null)
        {
            return new SavedCodeAnswer.Refused(Refusal.NothingPending);
        }

        (SavedCodeAnswer? answer, SavedCodeSlot? slot) = SavedCodeExam.Compare(record, part.Slot, code, Method, symbols, ask.IsAttested, policy, now);
        if (answer is not null)
        {
            return SavedCodeReplay.Refuse(record, answer, slot is null ? null : SavedCodePlace.With(record, Method, slot), Method, ask, policy, now);
        }

        if (SavedCodeExam.LacksSecondProof(record, code!, ask, policy, now))
        {
            return new SavedCodeAnswer.Refused(Refusal.SecondProofNeeded);
        }

        if (policy.KeepsEvents && !record.Events.HasRoomReserved(1))
        {
            return new SavedCodeAnswer.Busy(BusyReason.Queue);
        }

        AccountRecord next = accept(record, slot!);
        return new Decision<SavedCodeAnswer>(
            new SavedCodeAnswer.Accepted(next.Epoch, now, Voided.Nothing, Replacement: null), Receipts.Keep(next, ask.Receipt, ReceiptKind.Accepted, 0, now));
    }
}
