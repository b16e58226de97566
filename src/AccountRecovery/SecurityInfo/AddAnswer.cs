using NodaTime;

namespace AccountRecovery;

/// <summary>What a rule answers to a wish to add a contact.</summary>
internal abstract record AddAnswer
{
    private AddAnswer()
    {
    }

    internal sealed record Sent(Contact Contact) : AddAnswer
    {
        internal bool Replayed { get; init; }
    }

    internal sealed record Refused(Refusal Why, Instant? Until = null) : AddAnswer;

    internal sealed record Busy(BusyReason Why) : AddAnswer;
}
