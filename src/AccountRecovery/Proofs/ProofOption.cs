namespace AccountRecovery;

/// <summary>One set of proofs that allows a change: all of them have to be shown.</summary>
/// <param name="Always">What it always requires.</param>
internal sealed record ProofOption(RequiredProof Always)
{
    /// <summary>What it also requires while a recovery key is exclusive.</summary>
    internal RequiredProof WhileExclusive { get; init; }

    /// <summary>What it also requires while no recovery key is exclusive.</summary>
    internal RequiredProof UnlessExclusive { get; init; }

    /// <summary>What it also requires for <see cref="RecoveryPolicy.CancelledWaitGuard"/> after a wait was cancelled.</summary>
    internal RequiredProof AfterCancel { get; init; }

    /// <summary>Whether it allows nothing while a recovery key is exclusive.</summary>
    internal bool IsClosedWhileExclusive { get; init; }

    /// <summary>Whether it comes into force only after <see cref="RecoveryPolicy.KeyDisablingDelay"/>.</summary>
    internal bool IsDelayed { get; init; }

    /// <summary>Whether there is a case in which it requires this.</summary>
    internal bool MayNeed(RequiredProof need) => ((Always | WhileExclusive | UnlessExclusive | AfterCancel) & need) != RequiredProof.Nothing;

    /// <summary>What has not been shown.</summary>
    internal RequiredProof Missing(RequiredProof shown, ProofContext given)
    {
        RequiredProof needed = Always | (given.KeyIsExclusive ? WhileExclusive : UnlessExclusive) | (given.AfterCancel ? AfterCancel : RequiredProof.Nothing);
        needed = given.TwoStep ? needed : needed & ~RequiredProof.TwoStepWhereOn;
        return (given.TwoProofs ? needed : needed & ~RequiredProof.AnotherProof) & ~shown;
    }
}
