using NodaTime;

namespace AccountRecovery;

/// <summary>What the rules say to an attempt with a recovery code or recovery key; the services turn it into the outcome of the call.</summary>
internal abstract record SavedCodeAnswer
{
    private SavedCodeAnswer()
    {
    }

    internal bool Replayed { get; init; }

    /// <summary>It was right.</summary>
    /// <param name="Epoch">The account's epoch now.</param>
    /// <param name="At">When it was accepted.</param>
    /// <param name="Voided">What it voided.</param>
    /// <param name="Replacement">The number of the code that was made in its place, or null.</param>
    internal sealed record Accepted(long Epoch, Instant At, Voided Voided, int? Replacement) : SavedCodeAnswer;

    internal sealed record Malformed(FoldResult Fold) : SavedCodeAnswer;

    internal sealed record Refused(Refusal Why) : SavedCodeAnswer;

    internal sealed record Paused(Instant Until) : SavedCodeAnswer;

    internal sealed record Closed : SavedCodeAnswer;

    internal sealed record Busy(BusyReason Why) : SavedCodeAnswer;
}
