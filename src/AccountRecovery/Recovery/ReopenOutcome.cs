using NodaTime;

namespace AccountRecovery;

/// <summary>What became of giving a new grant to whoever an operator has reviewed.</summary>
public abstract record ReopenOutcome : RecoveryOutcome
{
    private ReopenOutcome()
    {
    }

    /// <summary>There is a new grant; earlier ones are void.</summary>
    /// <param name="Grant">The grant, bound to the session that the operator named.</param>
    /// <param name="Until">First instant at which it is no longer good (inclusive).</param>
    public sealed record Reopened(RecoveryTicket Grant, Instant Until) : ReopenOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Reopened, T> reopened, Func<TooSoon, T> tooSoon, Func<NotNeeded, T> notNeeded, Func<NoRecord, T> noRecord, Func<Busy, T> busy) => reopened(this);
    }

    /// <summary>Not yet: the owner is to have time to object.</summary>
    /// <param name="Until">First instant at which it can be done (inclusive).</param>
    public sealed record TooSoon(Instant Until) : ReopenOutcome
    {
        /// <inheritdoc/>
        public override Instant? TryAgainAt => Until;

        /// <inheritdoc/>
        public override T Match<T>(
            Func<Reopened, T> reopened, Func<TooSoon, T> tooSoon, Func<NotNeeded, T> notNeeded, Func<NoRecord, T> noRecord, Func<Busy, T> busy) => tooSoon(this);
    }

    /// <summary>The account does not wait for new credentials; nothing was changed.</summary>
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

    /// <summary>Nothing could be done right now; try again.</summary>
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

    /// <summary>Handles every case; a case that is added later breaks the call at compile time.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <returns>What the matching function returns.</returns>
    public abstract T Match<T>(
        Func<Reopened, T> reopened, Func<TooSoon, T> tooSoon, Func<NotNeeded, T> notNeeded, Func<NoRecord, T> noRecord, Func<Busy, T> busy);
}
