using System.Diagnostics.CodeAnalysis;
using NodaTime;
using Attempt = AccountRecovery.AttemptResult<AccountRecovery.SavedCodeAccepted>;

namespace AccountRecovery;

/// <summary>What the recovery code and the recovery key have in common: where they are kept, and whether a typed one is right.</summary>
/// <remarks>They are beyond guessing, so comparing is fast: where attempts are counted at all, counting and comparing are one write.</remarks>
internal static class SavedCodeRules
{
    /// <summary>How a code of a method looks.</summary>
    internal static CodeFormat FormatOf(RecoveryMethod method) => method == RecoveryMethod.RecoveryKey ? CodeFormat.RecoveryKey : CodeFormat.RecoveryCode;

    /// <summary>Where in the record a method's code is.</summary>
    internal static SavedCodeSlot SlotOf(AccountRecord record, RecoveryMethod method) =>
        method == RecoveryMethod.RecoveryKey ? record.RecoveryKey.Slot : record.RecoveryCode;

    internal static AccountRecord With(AccountRecord record, RecoveryMethod method, SavedCodeSlot slot) => method == RecoveryMethod.RecoveryKey
        ? record with { RecoveryKey = record.RecoveryKey with { Slot = slot } }
        : record with { RecoveryCode = slot };

    /// <summary>Whether an attempt passes: redeeming a recovery code or a recovery key, or typing a new key back.</summary>
    /// <param name="record">The account's record, or null.</param>
    /// <param name="call">The attempt; confirming means the pending key and not the live one.</param>
    /// <param name="events">How many events its success raises.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="now">Now.</param>
    /// <param name="slot">Where the code is, with the row of failures ended; null when the attempt does not pass.</param>
    /// <param name="refused">What is answered when it does not pass.</param>
    internal static bool Passes(
        [NotNullWhen(true)] AccountRecord? record,
        RecoveryCall call,
        int events,
        RecoveryPolicy policy,
        Instant now,
        [NotNullWhen(true)] out SavedCodeSlot? slot,
        out Decision<Attempt> refused)
    {
        slot = null;
        Span<byte> symbols = stackalloc byte[CodeFormat.MaxLength];
        CodeFormat format = FormatOf(call.Method);
        NormalizationResult fold = CodeNormalizer.Normalize(format, call.Typed, symbols);
        if (!fold.IsCode)
        {
            refused = new Attempt.Malformed(fold);
            return false;
        }

        if (record is null)
        {
            refused = new Attempt.Refused(Refusal.UnknownAccount);
            return false;
        }

        if (Receipts.Find(record, call.Receipt, now) is { } receipt)
        {
            refused = Replay(receipt);
            return false;
        }

        if (record.IsFrozen)
        {
            refused = new Attempt.Refused(Refusal.Frozen);
            return false;
        }

        if (ProofRules.Check(call, record.Epoch, now) is not Refusal.None and Refusal bad)
        {
            refused = new Attempt.Refused(bad);
            return false;
        }

        bool confirms = call.Action == RecoveryAction.Confirm;
        SavedCodeSlot kept = SlotOf(record, call.Method);
        SavedCode? code = confirms ? record.RecoveryKey.Pending : kept.Code;
        if (confirms && code is null)
        {
            refused = new Attempt.Refused(Refusal.NothingPending);
            return false;
        }

        (Attempt? wrong, SavedCodeSlot? after) = Compare(record, kept, code, call.Method, symbols[..format.Length], call.IsAttested, policy, now);
        if (wrong is not null)
        {
            refused = Refuse(record, wrong, after is null ? null : With(record, call.Method, after), call, policy, now);
            return false;
        }

        if (LacksSecondProof(code!, ProofRules.HasSecond(call, record.Epoch, now), policy, now))
        {
            refused = new Attempt.Refused(Refusal.SecondProofNeeded);
            return false;
        }

        if (!record.HasRoomReserved(events, policy))
        {
            refused = new Attempt.Busy(BusyReason.Queue);
            return false;
        }

        slot = after!;
        refused = default;
        return true;
    }

    /// <summary>Compares what was typed with a code, in fixed time. Where attempts are counted, a failure is counted in what is returned.</summary>
    /// <param name="record">The account's record.</param>
    /// <param name="slot">Where the code is.</param>
    /// <param name="code">The code to compare with, live or pending; null when there is none.</param>
    /// <param name="method">Which method it is of.</param>
    /// <param name="symbols">What was typed, folded.</param>
    /// <param name="attested">Which budget counts it.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="now">Now.</param>
    /// <returns>Null when it is right, and the slot as it is then; otherwise the answer, and the slot to write, or null for none.</returns>
    internal static (Attempt? Answer, SavedCodeSlot? Slot) Compare(
        AccountRecord record, SavedCodeSlot slot, SavedCode? code, RecoveryMethod method, ReadOnlySpan<byte> symbols, bool attested, RecoveryPolicy policy, Instant now)
    {
        AttemptBudget budget = slot.Budgets.Of(attested);
        if (policy.CountsEveryMethod && budget.Closed)
        {
            return (new Attempt.Closed(), null);
        }

        if (policy.CountsEveryMethod && AttemptRules.IsPaused(budget, now))
        {
            return (new Attempt.Paused(budget.PausedUntil!.Value), null);
        }

        if (code is null)
        {
            return (new Attempt.Refused(Refusal.NoCodes), null);
        }

        bool isRight = code.Is(method, symbols, record.Secret);
        if (isRight && code.SpentAt is null)
        {
            return (null, policy.CountsEveryMethod ? slot with { Budgets = slot.Budgets.With(attested, budget.Reopened()) } : slot);
        }

        Attempt refused = new Attempt.Refused(isRight ? Refusal.AlreadySpent : Refusal.WrongCode);
        if (!policy.CountsEveryMethod)
        {
            return (refused, null);
        }

        AttemptBudget charged = AttemptRules.Charge(budget, policy, now, CallerTrace.None);
        return (refused, slot with { Budgets = slot.Budgets.With(attested, AttemptRules.Fail(charged, charged.LastCharge)) });
    }

    /// <summary>Whether a code from before a restore needs a second proof, and there is none: the code may have been spent after the backup was taken.</summary>
    internal static bool LacksSecondProof(SavedCode code, bool hasSecond, RecoveryPolicy policy, Instant now) =>
        policy.Voids(code.IssuedAt) && now < policy.RestoredAt + RecoveryPolicy.SecondProofAfterRestore && !hasSecond;

    // What is kept of an attempt, and said again when the call is repeated.
    private static Attempt Replay(Receipt receipt) => receipt.Kind == ReceiptKind.Accepted
        ? new Attempt.Accepted(new SavedCodeAccepted(receipt.Epoch, receipt.At, Voided.Of(receipt.Value), Replacement: null)) { Replayed = true }
        : new Attempt.Refused((Refusal)receipt.Value) { Replayed = !Receipts.IsReuse(receipt) };

    // A refusal; where attempts are counted, with its count, its event and its receipt in one write.
    private static Decision<Attempt> Refuse(AccountRecord record, Attempt answer, AccountRecord? counted, RecoveryCall call, RecoveryPolicy policy, Instant now)
    {
        if (counted is null || answer is not Attempt.Refused refused)
        {
            return answer;
        }

        QueuedEvent failed = EventFor.RefusedAttempt(call.Method, call.IsAttested, now, call.From);
        if (!record.HasRoomFor(failed, policy))
        {
            // Not even counted: without its event the failure is not shown.
            return new Attempt.Busy(BusyReason.Queue);
        }

        return new Decision<Attempt>(answer, Receipts.Keep(counted.Raise(failed, policy), call.Receipt, ReceiptKind.Refused, (long)refused.Why, now));
    }
}
