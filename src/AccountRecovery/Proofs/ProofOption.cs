namespace AccountRecovery;

/// <summary>One set of proofs that allows a change. The person must give all proofs of the set.</summary>
/// <param name="Always">The proofs that the option always requires.</param>
internal sealed record ProofOption(RequiredProof Always)
{
    /// <summary>The proofs that the option also requires while a recovery key is exclusive.</summary>
    internal RequiredProof WhileExclusive { get; init; }

    /// <summary>The proofs that the option also requires while no recovery key is exclusive.</summary>
    internal RequiredProof UnlessExclusive { get; init; }

    /// <summary>The proofs that the option also requires for <see cref="RecoveryPolicy.CancelledWaitGuard"/> after a wait was cancelled.</summary>
    internal RequiredProof AfterCancel { get; init; }

    /// <summary>Whether the option is not available while a recovery key is exclusive.</summary>
    internal bool IsClosedWhileExclusive { get; init; }

    /// <summary>Whether the change becomes effective only after <see cref="RecoveryPolicy.KeyDisablingDelay"/>.</summary>
    internal bool IsDelayed { get; init; }

    /// <summary>Whether the option requires a proof in at least one case.</summary>
    internal bool MayNeed(RequiredProof need) => ((Always | WhileExclusive | UnlessExclusive | AfterCancel) & need) != RequiredProof.Nothing;

    /// <summary>Returns the required proofs that were not given.</summary>
    internal RequiredProof Missing(RequiredProof shown, ProofContext given)
    {
        RequiredProof needed = Always | (given.KeyIsExclusive ? WhileExclusive : UnlessExclusive) | (given.AfterCancel ? AfterCancel : RequiredProof.Nothing);
        needed = given.TwoStep ? needed : needed & ~RequiredProof.TwoStepWhereOn;
        return (given.TwoProofs ? needed : needed & ~RequiredProof.AnotherProof) & ~shown;
    }
}
