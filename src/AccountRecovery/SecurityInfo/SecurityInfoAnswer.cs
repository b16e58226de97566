using NodaTime;

namespace AccountRecovery;

/// <summary>What the rules answer to a command.</summary>
internal abstract record SecurityInfoAnswer
{
    private SecurityInfoAnswer()
    {
    }

    internal bool Replayed { get; init; }

    /// <summary>A code is on its way to the new contact.</summary>
    internal sealed record Sent(Contact Contact) : SecurityInfoAnswer;

    /// <summary>Done, and this is how the contacts stand.</summary>
    internal sealed record Done(SecurityInfoView View) : SecurityInfoAnswer;

    internal sealed record WaitStarted(Instant Until) : SecurityInfoAnswer;

    internal sealed record Refused(Refusal Why, Instant? Until = null) : SecurityInfoAnswer;

    internal sealed record Busy(BusyReason Why) : SecurityInfoAnswer;
}
