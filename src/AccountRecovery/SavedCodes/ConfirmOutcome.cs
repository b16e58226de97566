using NodaTime;

namespace AccountRecovery;

/// <summary>The outcome of typing a new code back, which puts the pending codes in force.</summary>
public abstract record ConfirmOutcome : RecoveryOutcome
{
    private ConfirmOutcome()
    {
    }

    /// <summary>The pending codes are in force, all older codes are void, and no code was spent.</summary>
    /// <param name="Remaining">The number of unspent codes, which is the number of all codes.</param>
    public sealed record Confirmed(int Remaining) : ConfirmOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Confirmed, T> confirmed, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Closed, T> closed, Func<Busy, T> busy) => confirmed(this);
    }

    /// <summary>The input is not a code. No attempt was counted, and nothing was hashed.</summary>
    /// <param name="Fault">What is wrong with the input.</param>
    /// <param name="Position">The zero-based position of the first wrong character in the input; the length of the input if something is missing.</param>
    public sealed record Malformed(CodeFault Fault, int Position) : ConfirmOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Confirmed, T> confirmed, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Closed, T> closed, Func<Busy, T> busy) => malformed(this);
    }

    /// <summary>The code was not accepted. The new codes are still pending, unless their time has expired.</summary>
    /// <param name="Why">The exact reason.</param>
    public sealed record Refused(Refusal Why) : ConfirmOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Confirmed, T> confirmed, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Closed, T> closed, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>After too many failures, no code is accepted for some time. This attempt was not counted.</summary>
    /// <param name="Until">First instant at which a code is accepted again (inclusive).</param>
    public sealed record Paused(Instant Until) : ConfirmOutcome
    {
        /// <inheritdoc/>
        public override Instant? TryAgainAt => Until;

        /// <inheritdoc/>
        public override T Match<T>(
            Func<Confirmed, T> confirmed, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Closed, T> closed, Func<Busy, T> busy) => paused(this);
    }

    /// <summary>After far too many failures in a row, no code is accepted until new codes are issued. This attempt was not counted.</summary>
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
