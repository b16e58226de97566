using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace AccountRecovery;

/// <summary>What redeeming a recovery code, redeeming a recovery key and typing a new key back have in common: whether the attempt passes at all.</summary>
internal static class SavedCodeAttempt
{
    /// <summary>Whether an attempt passes.</summary>
    /// <param name="record">The account's record, or null.</param>
    /// <param name="ask">The attempt.</param>
    /// <param name="method">Which method it is at.</param>
    /// <param name="confirms">Whether the pending key is meant, and not the live one.</param>
    /// <param name="events">How many events its success makes.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="now">Now.</param>
    /// <param name="slot">Where the code is, with the row of failures ended; null when the attempt does not pass.</param>
    /// <param name="refused">What is answered when it does not pass.</param>
    internal static bool Passes(
        [NotNullWhen(true)] AccountRecord? record,
        SavedCodeAsk ask,
        RecoveryMethod method,
        bool confirms,
        int events,
        RecoveryPolicy policy,
        Instant now,
        [NotNullWhen(true)] out SavedCodeSlot? slot,
        out Decision<SavedCodeAnswer> refused)
    {
        slot = null;
        Span<byte> symbols = stackalloc byte[CodeFormat.MaxLength];
        CodeFormat format = SavedCodePlace.FormatOf(method);
        FoldResult fold = CodeFolding.Fold(format, ask.Typed, symbols);
        if (!fold.IsCode)
        {
            refused = new SavedCodeAnswer.Malformed(fold);
            return false;
        }

        if (record is null)
        {
            refused = new SavedCodeAnswer.Refused(Refusal.UnknownAccount);
            return false;
        }

        if (Receipts.Find(record, ask.Receipt, now) is { } receipt)
        {
            refused = SavedCodeReplay.Of(receipt);
            return false;
        }

        if (record.IsFrozen)
        {
            refused = new SavedCodeAnswer.Refused(Refusal.Frozen);
            return false;
        }

        if (ask.BringsProof && ProofRules.Check(ask.Proof, record.Epoch, ask.Purpose, now) is not Refusal.None and Refusal bad)
        {
            refused = new SavedCodeAnswer.Refused(bad);
            return false;
        }

        SavedCodeSlot place = SavedCodePlace.SlotOf(record, method);
        SavedCode? code = confirms ? record.RecoveryKey.Pending : place.Code;
        if (confirms && code is null)
        {
            refused = new SavedCodeAnswer.Refused(Refusal.NothingPending);
            return false;
        }

        (SavedCodeAnswer? wrong, SavedCodeSlot? after) = SavedCodeExam.Compare(record, place, code, method, symbols[..format.Length], ask.IsAttested, policy, now);
        if (wrong is not null)
        {
            refused = SavedCodeReplay.Refuse(record, wrong, after is null ? null : SavedCodePlace.With(record, method, after), method, ask, policy, now);
            return false;
        }

        bool hasSecond = ask.BringsProof && ProofRules.IsSecond(ask.Proof, record.Epoch, ask.Purpose, now);
        if (SavedCodeExam.LacksSecondProof(code!, hasSecond, policy, now))
        {
            refused = new SavedCodeAnswer.Refused(Refusal.SecondProofNeeded);
            return false;
        }

        if (!record.HasRoomReserved(events, policy))
        {
            refused = new SavedCodeAnswer.Busy(BusyReason.Queue);
            return false;
        }

        slot = after!;
        refused = default;
        return true;
    }
}
