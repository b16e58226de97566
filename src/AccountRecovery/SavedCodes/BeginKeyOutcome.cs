using NodaTime;

namespace AccountRecovery;

/// <summary>What became of asking for a recovery key.</summary>
public abstract record BeginKeyOutcome : RecoveryOutcome
{
    private BeginKeyOutcome()
    {
    }

    /// <summary>Show the key now, once; it counts when it is typed back (ConfirmAsync), and not before.</summary>
    /// <param name="Sheet">The key.</param>
    /// <param name="Until">First instant at which it can no longer be typed back (inclusive).</param>
    /// <param name="Loss">What losing it would mean for this account.</param>
    public sealed record AwaitingConfirmation(CodeSheet Sheet, Instant Until, KeyLoss Loss) : BeginKeyOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<AwaitingConfirmation, T> awaitingConfirmation, Func<AcknowledgementNeeded, T> acknowledgementNeeded, Func<AlreadyIssued, T> alreadyIssued, Func<Refused, T> refused, Func<Busy, T> busy) => awaitingConfirmation(this);
    }

    /// <summary>Nothing was made: show the person what losing a key would mean for this account, and ask again once that is understood.</summary>
    /// <param name="Loss">What it would mean.</param>
    public sealed record AcknowledgementNeeded(KeyLoss Loss) : BeginKeyOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<AwaitingConfirmation, T> awaitingConfirmation, Func<AcknowledgementNeeded, T> acknowledgementNeeded, Func<AlreadyIssued, T> alreadyIssued, Func<Refused, T> refused, Func<Busy, T> busy) => acknowledgementNeeded(this);
    }

    /// <summary>An earlier call with this idempotency key has made it; its text is gone. To have a key to show, ask with a new idempotency key.</summary>
    /// <param name="Number">Which key it was.</param>
    public sealed record AlreadyIssued(int Number) : BeginKeyOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<AwaitingConfirmation, T> awaitingConfirmation, Func<AcknowledgementNeeded, T> acknowledgementNeeded, Func<AlreadyIssued, T> alreadyIssued, Func<Refused, T> refused, Func<Busy, T> busy) => alreadyIssued(this);
    }

    /// <summary>The call was refused. Nothing was changed.</summary>
    /// <param name="Why">The exact reason.</param>
    public sealed record Refused(Refusal Why) : BeginKeyOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<AwaitingConfirmation, T> awaitingConfirmation, Func<AcknowledgementNeeded, T> acknowledgementNeeded, Func<AlreadyIssued, T> alreadyIssued, Func<Refused, T> refused, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>The call could not be done now. Try again.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Busy(BusyReason Why) : BeginKeyOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<AwaitingConfirmation, T> awaitingConfirmation, Func<AcknowledgementNeeded, T> acknowledgementNeeded, Func<AlreadyIssued, T> alreadyIssued, Func<Refused, T> refused, Func<Busy, T> busy) => busy(this);
    }

    internal override Ending Ending => Match(
        static awaiting => new Ending(Result.AwaitingConfirmation),
        static needed => new Ending(Result.Refused) { Refusal = Refusal.AcknowledgementNeeded },
        static already => new Ending(Result.AlreadyIssued),
        static refused => new Ending(Result.Refused) { Refusal = refused.Why },
        static busy => Ending.OfBusy(busy.Why));

    /// <summary>Calls the function that belongs to this case. A case added in a later version fails to compile here until it is handled.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>The result of the function that was called.</returns>
    public abstract T Match<T>(
        Func<AwaitingConfirmation, T> awaitingConfirmation,
        Func<AcknowledgementNeeded, T> acknowledgementNeeded,
        Func<AlreadyIssued, T> alreadyIssued,
        Func<Refused, T> refused,
        Func<Busy, T> busy);
}
