using NodaTime;

namespace AccountRecovery;

/// <summary>The outcome of giving a new grant to a person whom an operator has reviewed.</summary>
public abstract record ReopenOutcome : RecoveryOutcome
{
    private ReopenOutcome()
    {
    }

    /// <summary>A new grant was given. Earlier grants are void.</summary>
    /// <param name="Grant">The grant, bound to the session that the operator named.</param>
    /// <param name="Until">First instant at which the grant is no longer valid (inclusive).</param>
    public sealed record Reopened(RecoveryTicket Grant, Instant Until) : ReopenOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Reopened, T> reopened, Func<TooSoon, T> tooSoon, Func<NotNeeded, T> notNeeded, Func<NoRecord, T> noRecord, Func<Busy, T> busy) => reopened(this);
    }

    /// <summary>A new grant cannot be given yet, because the owner must have time to object.</summary>
    /// <param name="Until">First instant at which a new grant can be given (inclusive).</param>
    public sealed record TooSoon(Instant Until) : ReopenOutcome
    {
        /// <inheritdoc/>
        public override Instant? TryAgainAt => Until;

        /// <inheritdoc/>
        public override T Match<T>(
            Func<Reopened, T> reopened, Func<TooSoon, T> tooSoon, Func<NotNeeded, T> notNeeded, Func<NoRecord, T> noRecord, Func<Busy, T> busy) => tooSoon(this);
    }

    /// <summary>
    /// The account is in a state in which this call is not needed. A new grant requires missing credentials and no freeze; a release requires a freeze. Nothing was changed.
    /// </summary>
    public sealed record NotNeeded : ReopenOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Reopened, T> reopened, Func<TooSoon, T> tooSoon, Func<NotNeeded, T> notNeeded, Func<NoRecord, T> noRecord, Func<Busy, T> busy) => notNeeded(this);
    }

    /// <summary>The account has no record.</summary>
    public sealed record NoRecord : ReopenOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Reopened, T> reopened, Func<TooSoon, T> tooSoon, Func<NotNeeded, T> notNeeded, Func<NoRecord, T> noRecord, Func<Busy, T> busy) => noRecord(this);
    }

    /// <summary>The call could not be done now. Try again.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Busy(BusyReason Why) : ReopenOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Reopened, T> reopened, Func<TooSoon, T> tooSoon, Func<NotNeeded, T> notNeeded, Func<NoRecord, T> noRecord, Func<Busy, T> busy) => busy(this);
    }

    internal override Ending Ending => Match(
        static reopened => new Ending(Result.Reopened),
        static tooSoon => new Ending(Result.TooSoon),
        static notNeeded => new Ending(Result.NotNeeded),
        static noRecord => new Ending(Result.NoRecord),
        static busy => Ending.OfBusy(busy.Why));

    /// <summary>Calls the function that belongs to this case. A case added in a later version fails to compile here until it is handled.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>The result of the function that was called.</returns>
    public abstract T Match<T>(
        Func<Reopened, T> reopened, Func<TooSoon, T> tooSoon, Func<NotNeeded, T> notNeeded, Func<NoRecord, T> noRecord, Func<Busy, T> busy);
}
