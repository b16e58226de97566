namespace AccountRecovery;

/// <summary>How a call ended, as far as it may be told: names of closed families, and nothing that the call was given or made.</summary>
/// <remarks>No member can hold an id, a code or a session, so none can get into a measurement.</remarks>
internal readonly record struct Ending(Result Result, bool Replayed = false)
{
    internal Refusal Refusal { get; private init; }

    internal BusyReason Busy { get; private init; }

    private CodeFault Fault { get; init; }

    /// <summary>Why, where the outcome says so.</summary>
    internal string? Reason => this switch
    {
        { Refusal: not Refusal.None } => SnakeCase<Refusal>.Of(Refusal),
        { Busy: not BusyReason.None } => SnakeCase<BusyReason>.Of(Busy),
        { Fault: not CodeFault.None } => SnakeCase<CodeFault>.Of(Fault),
        _ => null,
    };

    internal static Ending Of(RedeemOutcome outcome) => outcome.Match(
        redeemed => new Ending(Result.Redeemed, redeemed.Replayed),
        malformed => new Ending(Result.Malformed, malformed.Replayed) { Fault = malformed.Fault },
        rejected => new Ending(Result.Rejected, rejected.Replayed) { Refusal = rejected.Why },
        paused => new Ending(Result.Paused, paused.Replayed),
        closed => new Ending(Result.Closed, closed.Replayed),
        busy => OfBusy(busy.Why));

    internal static Ending Of(ConfirmOutcome outcome) => outcome.Match(
        confirmed => new Ending(Result.Confirmed, confirmed.Replayed),
        malformed => new Ending(Result.Malformed, malformed.Replayed) { Fault = malformed.Fault },
        rejected => new Ending(Result.Rejected, rejected.Replayed) { Refusal = rejected.Why },
        paused => new Ending(Result.Paused, paused.Replayed),
        closed => new Ending(Result.Closed, closed.Replayed),
        busy => OfBusy(busy.Why));

    internal static Ending Of(IssueOutcome outcome) => outcome.Match(
        issued => new Ending(Result.Issued, issued.Replayed),
        awaiting => new Ending(Result.AwaitingConfirmation, awaiting.Replayed),
        already => new Ending(Result.AlreadyIssued, already.Replayed),
        refused => new Ending(Result.Refused, refused.Replayed) { Refusal = refused.Why },
        busy => OfBusy(busy.Why));

    internal static Ending Of(ImportOutcome outcome) => outcome.Match(
        imported => new Ending(Result.Imported, imported.Replayed),
        malformed => new Ending(Result.Malformed, malformed.Replayed) { Fault = malformed.Fault },
        refused => new Ending(Result.Refused, refused.Replayed) { Refusal = refused.Why },
        busy => OfBusy(busy.Why));

    internal static Ending Of(RevokeOutcome outcome) => outcome.Match(
        revoked => new Ending(Result.Revoked),
        refused => new Ending(Result.Refused) { Refusal = refused.Why },
        busy => OfBusy(busy.Why));

    internal static Ending Of(BeginKeyOutcome outcome) => outcome.Match(
        awaiting => new Ending(Result.AwaitingConfirmation, awaiting.Replayed),
        needed => new Ending(Result.Refused, needed.Replayed) { Refusal = Refusal.AcknowledgementNeeded },
        already => new Ending(Result.AlreadyIssued, already.Replayed),
        refused => new Ending(Result.Refused, refused.Replayed) { Refusal = refused.Why },
        busy => OfBusy(busy.Why));

    internal static Ending Of(DisableKeyOutcome outcome) => outcome.Match(
        disabled => new Ending(Result.Revoked),
        scheduled => new Ending(Result.Scheduled),
        refused => new Ending(Result.Refused) { Refusal = refused.Why },
        busy => OfBusy(busy.Why));

    internal static Ending Of(SendOutcome outcome) => outcome.Match(
        sent => new Ending(Result.Sent, sent.Replayed),
        tooSoon => new Ending(Result.TooSoon, tooSoon.Replayed),
        unavailable => new Ending(Result.ChannelUnavailable, unavailable.Replayed),
        refused => new Ending(Result.Refused, refused.Replayed) { Refusal = refused.Why },
        busy => OfBusy(busy.Why));

    internal static Ending Of(VerifyOutcome outcome) => outcome.Match(
        verified => new Ending(Result.Verified, verified.Replayed),
        malformed => new Ending(Result.Malformed, malformed.Replayed) { Fault = malformed.Fault },
        rejected => new Ending(Result.Rejected, rejected.Replayed) { Refusal = rejected.Why },
        paused => new Ending(Result.Paused, paused.Replayed),
        busy => OfBusy(busy.Why));

    internal static Ending Of(ChangeOutcome outcome) => outcome.Match(
        done => new Ending(Result.Done, done.Replayed),
        sent => new Ending(Result.Sent, sent.Replayed),
        started => new Ending(Result.WaitStarted, started.Replayed),
        invalid => new Ending(Result.Invalid, invalid.Replayed),
        refused => new Ending(Result.Refused, refused.Replayed) { Refusal = refused.Why },
        busy => OfBusy(busy.Why));

    internal static Ending Of(CompleteOutcome outcome) => outcome.Match(
        completed => new Ending(Result.Completed, completed.Replayed),
        more => new Ending(Result.NeedsMore, more.Replayed),
        refused => new Ending(Result.Refused, refused.Replayed) { Refusal = refused.Why },
        busy => OfBusy(busy.Why));

    internal static Ending OfBusy(BusyReason why) => new(Result.Busy) { Busy = why };
}
