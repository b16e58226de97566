using NodaTime;

namespace AccountRecovery;

/// <summary>What a rule answers to a wish for a security code.</summary>
internal abstract record SendAnswer
{
    private SendAnswer()
    {
    }

    internal sealed record Sent(Instant NextAt) : SendAnswer
    {
        internal bool Replayed { get; init; }
    }

    internal sealed record TooSoon(Instant Until) : SendAnswer;

    internal sealed record Refused(Refusal Why) : SendAnswer;

    internal sealed record Busy(BusyReason Why) : SendAnswer;
}
