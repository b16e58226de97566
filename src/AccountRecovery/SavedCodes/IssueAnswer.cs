using NodaTime;

namespace AccountRecovery;

/// <summary>What the rules say to a wish for new codes; the service turns it into the outcome of the call.</summary>
internal abstract record IssueAnswer
{
    private IssueAnswer()
    {
    }

    /// <summary>It may be done: hash under this secret (null: a new one), then issue.</summary>
    internal sealed record Prepare(RecordSecret? Secret) : IssueAnswer;

    /// <summary>Done; pending until an instant, or live when that is null.</summary>
    internal sealed record Issued(int Number, Instant At, Instant? PendingUntil) : IssueAnswer;

    /// <summary>An earlier call with the same key has done it.</summary>
    internal sealed record Already(int Value) : IssueAnswer;

    internal sealed record Refused(Refusal Why) : IssueAnswer;

    internal sealed record Busy(BusyReason Why) : IssueAnswer;
}
