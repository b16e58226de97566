using NodaTime;

namespace AccountRecovery;

/// <summary>The outcome of a request for a recovery key.</summary>
public abstract record BeginKeyOutcome : RecoveryOutcome
{
    private BeginKeyOutcome()
    {
    }

    /// <summary>The key was generated. Show it now, once. The key does not count until the person has typed it back (ConfirmAsync).</summary>
    /// <param name="Sheet">The key.</param>
    /// <param name="Until">First instant at which the key can no longer be typed back (inclusive).</param>
    /// <param name="Loss">What losing the key means for this account.</param>
    public sealed record AwaitingConfirmation(CodeSheet Sheet, Instant Until, KeyLoss Loss) : BeginKeyOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<AwaitingConfirmation, T> awaitingConfirmation, Func<AcknowledgementNeeded, T> acknowledgementNeeded, Func<AlreadyIssued, T> alreadyIssued, Func<Refused, T> refused, Func<Busy, T> busy) => awaitingConfirmation(this);
    }

    /// <summary>No key was generated. Show the person what losing a key means for this account, and call again when the person has acknowledged it.</summary>
    /// <param name="Loss">What losing the key means for this account.</param>
    public sealed record AcknowledgementNeeded(KeyLoss Loss) : BeginKeyOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<AwaitingConfirmation, T> awaitingConfirmation, Func<AcknowledgementNeeded, T> acknowledgementNeeded, Func<AlreadyIssued, T> alreadyIssued, Func<Refused, T> refused, Func<Busy, T> busy) => acknowledgementNeeded(this);
    }

    /// <summary>
    /// An earlier call with this idempotency key has generated the key, and its text is no longer available. To get a key to show, call again with a new
    /// idempotency key.
    /// </summary>
    /// <param name="Number">The number of the key that the earlier call generated.</param>
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
