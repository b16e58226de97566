using NodaTime;

namespace AccountRecovery;

/// <summary>Checks changes that may require, in addition to tickets, that the person types a code in force. Comparing the code does not spend it.</summary>
internal static class TypedProof
{
    /// <summary>Decides whether a change may be made. The tickets are checked first: if they are not sufficient, no code is compared.</summary>
    /// <param name="record">The account's record; null if there is none.</param>
    /// <param name="change">The change.</param>
    /// <param name="call">The call, with the caller's proofs and the typed code.</param>
    /// <param name="acknowledged">Whether the person has acknowledged the consequences of the change.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="now">The current time.</param>
    /// <returns>The verdict. After a wrong code, also the record to write, in which the failure is counted; null if there is nothing to write.</returns>
    internal static (ChangeVerdict Verdict, AccountRecord? Counted) Check(
        AccountRecord? record, Change change, RecoveryCall call, bool acknowledged, RecoveryPolicy policy, Instant now)
    {
        Span<byte> symbols = stackalloc byte[CodeFormat.MaxLength];
        if (!TryRead(call.Typed, symbols, out RequiredProof would, out RecoveryMethod method))
        {
            return (new ChangeVerdict(Refusal.TypedCodeMalformed, null), null);
        }

        ChangeVerdict verdict = ChangeRules.Check(record, change, call.Given, would | (acknowledged ? RequiredProof.Acknowledgement : RequiredProof.Nothing), now);
        if (verdict.Why != Refusal.None || record is null || would == RequiredProof.Nothing || !verdict.Option!.MayNeed(would))
        {
            return (verdict, null);
        }

        QueuedEvent refused = EventFor.RefusedAttempt(method, true, now, call.From);
        if (policy.CountsEveryMethod && !record.HasRoomFor(refused, policy))
        {
            // If the queue has no room for the event of a failure, the failure could not be counted, so the code is not compared.
            return (new ChangeVerdict(Refusal.TooManyFailures, null), null);
        }

        SavedCodeSlot slot = SavedCodeRules.SlotOf(record, method);
        ReadOnlySpan<byte> typed = symbols[..SavedCodeRules.FormatOf(method).Length];
        (AttemptResult<SavedCodeAccepted>? wrong, SavedCodeSlot? counted) = SavedCodeRules.Compare(record, slot, slot.Code, method, typed, attested: true, policy, now);
        if (wrong is null)
        {
            return SavedCodeRules.LacksSecondProof(slot.Code!, ProofRules.HasSecond(call, record.Epoch, now), policy, now) ? (new ChangeVerdict(Refusal.SecondProofNeeded, null), null) : (verdict, null);
        }

        Refusal why = wrong is AttemptResult<SavedCodeAccepted>.Refused { Why: var exact } ? exact : Refusal.TooManyFailures;
        return (new ChangeVerdict(why, null), counted is null ? null : SavedCodeRules.With(record, method, counted).Raise(refused, policy));
    }

    // A recovery code and a recovery key differ in length, so the typed text shows which of them is meant.
    private static bool TryRead(string? typed, Span<byte> symbols, out RequiredProof would, out RecoveryMethod method)
    {
        (would, method) = (RequiredProof.Nothing, RecoveryMethod.None);
        if (typed is null)
        {
            return true;
        }

        if (CodeNormalizer.Normalize(CodeFormat.RecoveryCode, typed, symbols).IsCode)
        {
            (would, method) = (RequiredProof.RecoveryCode, RecoveryMethod.RecoveryCode);
        }
        else if (CodeNormalizer.Normalize(CodeFormat.RecoveryKey, typed, symbols).IsCode)
        {
            (would, method) = (RequiredProof.RecoveryKey, RecoveryMethod.RecoveryKey);
        }

        return would != RequiredProof.Nothing;
    }
}
