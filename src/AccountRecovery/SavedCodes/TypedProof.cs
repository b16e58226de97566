using NodaTime;

namespace AccountRecovery;

/// <summary>Changes that may ask for a live code to be typed beside the tickets. Comparing it spends nothing.</summary>
internal static class TypedProof
{
    /// <summary>Whether a change may be made. The tickets come first: without them nothing is compared.</summary>
    /// <param name="record">The account's record, or null.</param>
    /// <param name="change">The change.</param>
    /// <param name="call">What the caller brings and has typed besides.</param>
    /// <param name="acknowledged">Whether what it means was acknowledged.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="now">Now.</param>
    /// <returns>The verdict; and after a wrong code the record with the failure counted, where attempts are: write it, or null for nothing.</returns>
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
            // A failure that could not be told would not be counted either.
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

    // A code and a key differ in length, so what was typed tells which it is meant to be.
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
