using NodaTime;

namespace AccountRecovery;

/// <summary>Comparing a typed code beyond guessing with the one in its slot. Where attempts are counted, counting and comparing are one write.</summary>
internal static class SavedCodeExam
{
    /// <summary>Compares.</summary>
    /// <param name="record">The account's record.</param>
    /// <param name="slot">Where the code is.</param>
    /// <param name="code">The code to compare with, live or pending; null when there is none.</param>
    /// <param name="method">Which method it is of.</param>
    /// <param name="symbols">What was typed, folded.</param>
    /// <param name="attested">Which budget counts it.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="now">Now.</param>
    /// <returns>Null when it is right, and the slot as it is then; else the answer, and the slot to write, or null for none.</returns>
    internal static (SavedCodeAnswer? Answer, SavedCodeSlot? Slot) Compare(
        AccountRecord record, SavedCodeSlot slot, SavedCode? code, RecoveryMethod method, ReadOnlySpan<byte> symbols, bool attested, RecoveryPolicy policy, Instant now)
    {
        AttemptBudget budget = slot.Budgets.Of(attested);
        if (policy.CountsEveryMethod && budget.Closed)
        {
            return (new SavedCodeAnswer.Closed(), null);
        }

        if (policy.CountsEveryMethod && AttemptRules.IsPaused(budget, now))
        {
            return (new SavedCodeAnswer.Paused(budget.PausedUntil!.Value), null);
        }

        if (code is null)
        {
            return (new SavedCodeAnswer.Refused(Refusal.NoCodes), null);
        }

        bool isRight = code.Is(method, symbols, record.Secret);
        if (isRight && code.SpentAt is null)
        {
            return (null, policy.CountsEveryMethod ? slot with { Budgets = slot.Budgets.With(attested, budget.Reopened()) } : slot);
        }

        SavedCodeAnswer refused = new SavedCodeAnswer.Refused(isRight ? Refusal.AlreadySpent : Refusal.WrongCode);
        if (!policy.CountsEveryMethod)
        {
            return (refused, null);
        }

        AttemptBudget charged = AttemptRules.Charge(budget, policy, now, CallerTrace.None);
        return (refused, slot with { Budgets = slot.Budgets.With(attested, AttemptRules.Fail(charged, charged.LastCharge)) });
    }

    /// <summary>Whether a code of before a restore needs a second proof, and there is none: the code may have been spent after the backup was taken.</summary>
    internal static bool LacksSecondProof(SavedCode code, bool hasSecond, RecoveryPolicy policy, Instant now) =>
        policy.Voids(code.IssuedAt) && now < policy.VoidIssuedBefore + RecoveryPolicy.SecondProofAfterRestore && !hasSecond;
}
