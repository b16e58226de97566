using NodaTime;

namespace AccountRecovery;

/// <summary>Redeeming the recovery code: in any state, alone, once. It clears everything else and opens re-entry.</summary>
internal static class RecoveryCodeRules
{
    private const RecoveryMethod Method = RecoveryMethod.RecoveryCode;

    /// <param name="record">The account's record, or null.</param>
    /// <param name="ask">The attempt.</param>
    /// <param name="replacement">The code that takes its place where the profile asks for that; drawn in vain otherwise.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="now">Now.</param>
    internal static Decision<SavedCodeAnswer> Redeem(AccountRecord? record, SavedCodeAsk ask, DrawnCode replacement, RecoveryPolicy policy, Instant now)
    {
        Span<byte> symbols = stackalloc byte[CodeFormat.RecoveryCode.Length];
        FoldResult fold = CodeFolding.Fold(CodeFormat.RecoveryCode, ask.Typed, symbols);
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

        SavedCode? code = record.RecoveryCode.Code;
        (SavedCodeAnswer? answer, SavedCodeSlot? slot) = SavedCodeExam.Compare(record, record.RecoveryCode, code, Method, symbols, ask.IsAttested, policy, now);
        if (answer is not null)
        {
            return SavedCodeReplay.Refuse(record, answer, slot is null ? null : record with { RecoveryCode = slot }, Method, ask, policy, now);
        }

        if (SavedCodeExam.LacksSecondProof(record, code!, ask, policy, now))
        {
            return new SavedCodeAnswer.Refused(Refusal.SecondProofNeeded);
        }

        if (policy.KeepsEvents && !record.Events.HasRoomReserved(3))
        {
            return new SavedCodeAnswer.Busy(BusyReason.Queue);
        }

        return Accept(record, slot!, ask, policy.ReplacesUsedCodes ? replacement : null, policy, now);
    }

    private static Decision<SavedCodeAnswer> Accept(
        AccountRecord record, SavedCodeSlot slot, SavedCodeAsk ask, DrawnCode? replacement, RecoveryPolicy policy, Instant now)
    {
        var voided = new Voided(record.BackupCodes.Live?.Remaining ?? 0, record.RecoveryKey.Slot.Live is not null);
        SavedCode spent = slot.Code! with { SpentAt = now };
        SavedCodeSlot next = replacement is null
            ? slot with { Code = spent }
            : slot.Put(SavedCode.Of(Method, slot.Numbered + 1, replacement, record.Secret, now)) with { Numbered = slot.Numbered + 1 };
        record = record with
        {
            Epoch = record.Epoch + 1,
            RecoveryCode = next,
            BackupCodes = record.BackupCodes.Void(),
            RecoveryKey = RecoveryKeyPart.None with { Slot = SavedCodeSlot.Empty with { Numbered = record.RecoveryKey.Slot.Numbered } },
            Access = record.Access with
            {
                Reentry = new Reentry(now, now + Reentry.GrantLifetime),
                SessionsValidFrom = now,
                PaymentsHeldUntil = now + AccessRules.PaymentHold,
            },
        };
        QueuedEvent redeemed = About(RecoveryEventKind.CodeRedeemed, spent.Number, now, ask.From) with { Remaining = 0, Attested = ask.IsAttested };
        record = record.Tell(redeemed, policy).Tell(redeemed with { Kind = RecoveryEventKind.SessionsVoided, Remaining = null, SetNumber = null }, policy);
        if (replacement is not null)
        {
            record = record.Tell(About(RecoveryEventKind.CodesIssued, next.Numbered, now, ask.From) with { Remaining = 1 }, policy);
        }

        return new Decision<SavedCodeAnswer>(
            new SavedCodeAnswer.Accepted(record.Epoch, now, voided, replacement is null ? null : next.Numbered),
            Receipts.Keep(record, ask.Receipt, ReceiptKind.Accepted, voided.Number, now));
    }

    internal static QueuedEvent About(RecoveryEventKind kind, int number, Instant now, CallerTrace from) => new(0, kind, Method, now, from) { SetNumber = number };
}
