using NodaTime;

namespace AccountRecovery;

/// <summary>What the rules say to an operator who wants to give a new grant.</summary>
internal abstract record ReopenAnswer
{
    private ReopenAnswer()
    {
    }

    internal sealed record Reopened(long Epoch, Instant At) : ReopenAnswer;

    internal sealed record TooSoon(Instant Until) : ReopenAnswer;

    internal sealed record NotNeeded : ReopenAnswer;

    internal sealed record NoRecord : ReopenAnswer;

    internal sealed record Busy(BusyReason Why) : ReopenAnswer;
}
