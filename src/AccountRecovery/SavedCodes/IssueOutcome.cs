using NodaTime;

namespace AccountRecovery;

/// <summary>The outcome of a request for new codes.</summary>
public abstract record IssueOutcome : RecoveryOutcome
{
    private IssueOutcome()
    {
    }

    /// <summary>The codes are in force, and all older codes are void. Show the codes now; they cannot be read again.</summary>
    /// <param name="Sheet">The codes.</param>
    public sealed record Issued(CodeSheet Sheet) : IssueOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Issued, T> issued, Func<AwaitingConfirmation, T> awaitingConfirmation, Func<AlreadyIssued, T> alreadyIssued, Func<Refused, T> refused, Func<Busy, T> busy) => issued(this);
    }

    /// <summary>The codes are put in force when the person types one of them back (ConfirmAsync). Until then the older codes stay valid.</summary>
    /// <param name="Sheet">The codes.</param>
    /// <param name="Until">First instant at which the new codes can no longer be confirmed (inclusive).</param>
    public sealed record AwaitingConfirmation(CodeSheet Sheet, Instant Until) : IssueOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Issued, T> issued, Func<AwaitingConfirmation, T> awaitingConfirmation, Func<AlreadyIssued, T> alreadyIssued, Func<Refused, T> refused, Func<Busy, T> busy) => awaitingConfirmation(this);
    }

    /// <summary>
    /// An earlier call with this idempotency key has issued the codes, and their text is no longer available. To get codes to show, call again with a new
    /// idempotency key.
    /// </summary>
    /// <param name="SetNumber">The number of the set that the earlier call issued.</param>
    public sealed record AlreadyIssued(int SetNumber) : IssueOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Issued, T> issued, Func<AwaitingConfirmation, T> awaitingConfirmation, Func<AlreadyIssued, T> alreadyIssued, Func<Refused, T> refused, Func<Busy, T> busy) => alreadyIssued(this);
    }

    /// <summary>The call was refused. Nothing was changed.</summary>
    /// <param name="Why">The exact reason.</param>
    public sealed record Refused(Refusal Why) : IssueOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Issued, T> issued, Func<AwaitingConfirmation, T> awaitingConfirmation, Func<AlreadyIssued, T> alreadyIssued, Func<Refused, T> refused, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>The call could not be done now. Try again.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Busy(BusyReason Why) : IssueOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Issued, T> issued, Func<AwaitingConfirmation, T> awaitingConfirmation, Func<AlreadyIssued, T> alreadyIssued, Func<Refused, T> refused, Func<Busy, T> busy) => busy(this);
    }

    internal override Ending Ending => Match(
        static issued => new Ending(Result.Issued),
        static awaiting => new Ending(Result.AwaitingConfirmation),
        static already => new Ending(Result.AlreadyIssued),
        static refused => new Ending(Result.Refused) { Refusal = refused.Why },
        static busy => Ending.OfBusy(busy.Why));

    /// <summary>Calls the function that belongs to this case. A case added in a later version fails to compile here until it is handled.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>The result of the function that was called.</returns>
    public abstract T Match<T>(
        Func<Issued, T> issued,
        Func<AwaitingConfirmation, T> awaitingConfirmation,
        Func<AlreadyIssued, T> alreadyIssued,
        Func<Refused, T> refused,
        Func<Busy, T> busy);
}
