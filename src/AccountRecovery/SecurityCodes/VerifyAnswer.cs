using NodaTime;

namespace AccountRecovery;

/// <summary>What a rule answers to a try at a security code.</summary>
internal abstract record VerifyAnswer
{
    private VerifyAnswer()
    {
    }

    internal bool Replayed { get; init; }

    internal sealed record Verified(Contact Contact, long Epoch, Instant At) : VerifyAnswer;

    internal sealed record Malformed(FoldResult Fold) : VerifyAnswer;

    internal sealed record Refused(Refusal Why) : VerifyAnswer;

    internal sealed record Paused(Instant Until) : VerifyAnswer;

    internal sealed record Busy(BusyReason Why) : VerifyAnswer;
}
