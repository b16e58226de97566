using NodaTime;

namespace AccountRecovery;

/// <summary>The circumstances that affect which proofs a change requires.</summary>
/// <param name="TwoStep">Whether the account has two-step verification on.</param>
/// <param name="TwoProofs">Whether completing a recovery requires two proofs of different kinds.</param>
/// <param name="KeyIsExclusive">Whether a recovery key is exclusive.</param>
/// <param name="AfterCancel">Whether a wait was cancelled in the last 720 hours.</param>
internal readonly record struct ProofContext(bool TwoStep, bool TwoProofs, bool KeyIsExclusive, bool AfterCancel)
{
    internal static ProofContext Of(AccountRecord? record, bool twoStep, bool twoProofs, Instant now) => new(
        twoStep,
        twoProofs,
        record?.IsKeyExclusive(now) == true,
        record?.Access.CancelledAt is { } cancelled && now < cancelled + RecoveryPolicy.CancelledWaitGuard);
}
