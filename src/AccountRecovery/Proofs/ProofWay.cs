namespace AccountRecovery;

/// <summary>One way to be allowed a change: everything in it has to be shown.</summary>
/// <param name="Always">What it always requires.</param>
internal sealed record ProofWay(Need Always)
{
    /// <summary>What it also requires while a recovery key is exclusive.</summary>
    internal Need WhileExclusive { get; init; }

    /// <summary>What it also requires while no recovery key is exclusive.</summary>
    internal Need UnlessExclusive { get; init; }

    /// <summary>What it also requires for <see cref="RecoveryPolicy.CancelledWaitGuard"/> after a wait was cancelled.</summary>
    internal Need AfterCancel { get; init; }

    /// <summary>Whether it is no way while a recovery key is exclusive.</summary>
    internal bool IsClosedWhileExclusive { get; init; }

    /// <summary>Whether it comes into force only after <see cref="RecoveryPolicy.KeyDisablingDelay"/>.</summary>
    internal bool IsDelayed { get; init; }

    /// <summary>Whether there is a case in which it requires this.</summary>
    internal bool MayNeed(Need need) => ((Always | WhileExclusive | UnlessExclusive | AfterCancel) & need) != Need.Nothing;

    /// <summary>What has not been shown.</summary>
    internal Need Missing(Need shown, Circumstances given)
    {
        Need needed = Always | (given.KeyIsExclusive ? WhileExclusive : UnlessExclusive) | (given.AfterCancel ? AfterCancel : Need.Nothing);
        needed = given.TwoStep ? needed : needed & ~Need.TwoStepWhereOn;
        return (given.TwoProofs ? needed : needed & ~Need.AnotherProof) & ~shown;
    }
}
