using System.Diagnostics.CodeAnalysis;
using NodaTime;
using Attempt = AccountRecovery.AttemptResult<AccountRecovery.SavedCodeAccepted>;

namespace AccountRecovery;

/// <summary>The rules that the recovery code and the recovery key have in common: where the record stores them, and whether a typed code is right.</summary>
/// <remarks>These codes cannot be guessed, so comparing them is fast. If the profile counts attempts, one write both counts and compares.</remarks>
internal static class SavedCodeRules
{
    /// <summary>Returns the format of the recovery code or of the recovery key.</summary>
    internal static CodeFormat FormatOf(RecoveryMethod method) => method == RecoveryMethod.RecoveryKey ? CodeFormat.RecoveryKey : CodeFormat.RecoveryCode;

    /// <summary>Returns the part of the record that stores the recovery code or the recovery key.</summary>
    internal static SavedCodeSlot SlotOf(AccountRecord record, RecoveryMethod method) =>
        method == RecoveryMethod.RecoveryKey ? record.RecoveryKey.Slot : record.RecoveryCode;

    internal static AccountRecord With(AccountRecord record, RecoveryMethod method, SavedCodeSlot slot) => method == RecoveryMethod.RecoveryKey
        ? record with { RecoveryKey = record.RecoveryKey with { Slot = slot } }
        : record with { RecoveryCode = slot };

    /// <summary>Decides whether an attempt is accepted: redeeming a recovery code or a recovery key, or typing a new key back.</summary>
    /// <param name="record">The account's record; null if there is none.</param>
    /// <param name="call">The attempt. If its action is to confirm, the typed code is compared with the pending key and not with the key in force.</param>
    /// <param name="events">The number of events that a success raises.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="now">The current time.</param>
    /// <param name="slot">The slot of the code, with the count of failures restarted; null if the attempt is not accepted.</param>
    /// <param name="refused">The answer if the attempt is not accepted.</param>
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
        NormalizationResult normalized = CodeNormalizer.Normalize(format, call.Typed, symbols);
        if (!normalized.IsCode)
        {
            refused = new Attempt.Malformed(normalized);
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

    /// <summary>Compares typed symbols with a code, in fixed time. If the profile counts attempts, the returned slot counts a failure.</summary>
    /// <param name="record">The account's record.</param>
    /// <param name="slot">The slot of the code.</param>
    /// <param name="code">The code to compare with, in force or pending; null if there is none.</param>
    /// <param name="method">The method to which the code belongs: recovery code or recovery key.</param>
    /// <param name="symbols">The typed symbols, normalized.</param>
    /// <param name="attested">True if the attempt is counted in the budget for attested callers; false if it is counted in the budget for anonymous callers.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="now">The current time.</param>
    /// <returns>If the code is right, null and the new slot. Otherwise the answer and the slot to write, which is null if there is nothing to write.</returns>
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

    /// <summary>
    /// Whether a code from before a restore requires a second proof that the caller does not have. The code may have been spent after the backup was made.
    /// </summary>
    internal static bool LacksSecondProof(SavedCode code, bool hasSecond, RecoveryPolicy policy, Instant now) =>
        policy.Voids(code.IssuedAt) && now < policy.RestoredAt + RecoveryPolicy.SecondProofAfterRestore && !hasSecond;

    // Makes the answer to a repeated call from its receipt.
    private static Attempt Replay(Receipt receipt) => receipt.Kind == ReceiptKind.Accepted
        ? new Attempt.Accepted(new SavedCodeAccepted(receipt.Epoch, receipt.At, Voided.Of(receipt.Value), Replacement: null)) { Replayed = true }
        : new Attempt.Refused((Refusal)receipt.Value) { Replayed = !Receipts.IsReuse(receipt) };

    // Refuses an attempt. If the profile counts attempts, one write contains the count, the event and the receipt.
    private static Decision<Attempt> Refuse(AccountRecord record, Attempt answer, AccountRecord? counted, RecoveryCall call, RecoveryPolicy policy, Instant now)
    {
        if (counted is null || answer is not Attempt.Refused refused)
        {
            return answer;
        }

        QueuedEvent failed = EventFor.RefusedAttempt(call.Method, call.IsAttested, now, call.From);
        if (!record.HasRoomFor(failed, policy))
        {
            // Without room for its event, the failure is not counted, and the answer does not reveal it.
            return new Attempt.Busy(BusyReason.Queue);
        }

        return new Decision<Attempt>(answer, Receipts.Keep(counted.Raise(failed, policy), call.Receipt, ReceiptKind.Refused, (long)refused.Why, now));
    }
}
