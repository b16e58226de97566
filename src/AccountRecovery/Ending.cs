namespace AccountRecovery;

/// <summary>How a call ended, as far as telemetry may show it: enum names only, and no value that the call received or created.</summary>
/// <remarks>No member can hold an id, a code or a session, so no measurement can contain one.</remarks>
internal readonly record struct Ending(Result Result)
{
    internal bool Replayed { get; init; }

    internal Refusal Refusal { get; init; }

    internal BusyReason Busy { get; private init; }

    internal CodeFault Fault { get; init; }

    /// <summary>Whether the call did what was requested, or an earlier call had done it.</summary>
    internal bool Succeeded => Result switch
    {
        Result.Redeemed or Result.Confirmed or Result.Issued or Result.AwaitingConfirmation or Result.AlreadyIssued or Result.Imported or Result.Revoked or Result.Completed => true,
        Result.Scheduled or Result.Sent or Result.Verified or Result.Done or Result.WaitStarted or Result.Recorded or Result.Skipped => true,
        Result.Reopened or Result.Repaired or Result.Erased => true,
        Result.Malformed or Result.Refused or Result.Paused or Result.Closed or Result.Busy or Result.TooSoon or Result.ChannelUnavailable => false,
        Result.Invalid or Result.NeedsMore or Result.Denied or Result.NotNeeded or Result.NoRecord => false,

        // Results of background work, which no caller requested.
        Result.Changed or Result.Unchanged or Result.Delivered or Result.Superseded => true,
        Result.Failed or Result.NotDelivered or Result.RefusedForGood or Result.OverBudget or Result.Cancelled or Result.Faulted => false,
    };

    /// <summary>The reason as a tag value; null if the outcome has none.</summary>
    internal string? Reason => this switch
    {
        { Refusal: not Refusal.None } => SnakeCase<Refusal>.Of(Refusal),
        { Busy: not BusyReason.None } => SnakeCase<BusyReason>.Of(Busy),
        { Fault: not CodeFault.None } => SnakeCase<CodeFault>.Of(Fault),
        _ => null,
    };

    internal static Ending OfBusy(BusyReason why) => new(Result.Busy) { Busy = why };
}
