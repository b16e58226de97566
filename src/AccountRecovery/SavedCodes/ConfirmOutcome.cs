using NodaTime;

namespace AccountRecovery;

/// <summary>What became of typing a new code back, which makes its set live.</summary>
public abstract record ConfirmOutcome : RecoveryOutcome
{
    private ConfirmOutcome()
    {
    }

    /// <summary>The pending set is live, every older one is dead, and no code was spent.</summary>
    /// <param name="Remaining">Unspent codes: all of them.</param>
    public sealed record Confirmed(int Remaining) : ConfirmOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Confirmed, T> confirmed, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Closed, T> closed, Func<Busy, T> busy) => confirmed(this);
    }

    /// <summary>This is no code: nothing was counted and nothing was hashed.</summary>
    /// <param name="Fault">What is wrong.</param>
    /// <param name="Position">Zero-based position in the input of the first offending character; the input's end when something is missing.</param>
    public sealed record Malformed(CodeFault Fault, int Position) : ConfirmOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Confirmed, T> confirmed, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Closed, T> closed, Func<Busy, T> busy) => malformed(this);
    }

    /// <summary>Not accepted; the set still waits, unless its time has run out.</summary>
    /// <param name="Why">The exact reason.</param>
    public sealed record Refused(Refusal Why) : ConfirmOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Confirmed, T> confirmed, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Closed, T> closed, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>Too many failures: no code is examined for now. Nothing was counted.</summary>
    /// <param name="Until">First instant at which one is examined again (inclusive).</param>
    public sealed record Paused(Instant Until) : ConfirmOutcome
    {
        /// <inheritdoc/>
        public override Instant? TryAgainAt => Until;

        /// <inheritdoc/>
        public override T Match<T>(
            Func<Confirmed, T> confirmed, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Closed, T> closed, Func<Busy, T> busy) => paused(this);
    }

    /// <summary>Far too many failures in a row: no code is examined until a new set is issued. Nothing was counted.</summary>
    public sealed record Closed : ConfirmOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Confirmed, T> confirmed, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Closed, T> closed, Func<Busy, T> busy) => closed(this);
    }

    /// <summary>The call could not be done now. Try again.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Busy(BusyReason Why) : ConfirmOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Confirmed, T> confirmed, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Closed, T> closed, Func<Busy, T> busy) => busy(this);
    }

    internal override Ending Ending => Match(
        static confirmed => new Ending(Result.Confirmed),
        static malformed => new Ending(Result.Malformed) { Fault = malformed.Fault },
        static refused => new Ending(Result.Refused) { Refusal = refused.Why },
        static paused => new Ending(Result.Paused),
        static closed => new Ending(Result.Closed),
        static busy => Ending.OfBusy(busy.Why));

    /// <summary>Calls the function that belongs to this case. A case added in a later version fails to compile here until it is handled.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>The result of the function that was called.</returns>
    public abstract T Match<T>(
        Func<Confirmed, T> confirmed,
        Func<Malformed, T> malformed,
        Func<Refused, T> refused,
        Func<Paused, T> paused,
        Func<Closed, T> closed,
        Func<Busy, T> busy);
}
