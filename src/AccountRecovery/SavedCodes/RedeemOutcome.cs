using NodaTime;

namespace AccountRecovery;

/// <summary>What became of one attempt to spend a saved code.</summary>
public abstract record RedeemOutcome : RecoveryOutcome
{
    private RedeemOutcome()
    {
    }

    /// <summary>The code was valid and is now spent.</summary>
    /// <param name="Proof">Shows the library what was proved; good for ten minutes.</param>
    /// <param name="Remaining">Unspent codes left, 0 or more.</param>
    public sealed record Redeemed(RecoveryTicket Proof, int Remaining) : RedeemOutcome
    {
        /// <summary>What a redeemed recovery code voided; null for other codes.</summary>
        public Voided? Voided { get; init; }

        /// <summary>What a redeemed recovery code gives to set the account up again: good for 24 hours, bound to the session. Null for other codes.</summary>
        public RecoveryTicket? Grant { get; init; }

        /// <summary>The new recovery code, under <see cref="RecoveryProfile.Nist80063B4"/>, to be shown now; null elsewhere and in a replay.</summary>
        public CodeSheet? Replacement { get; init; }

        /// <inheritdoc/>
        public override T Match<T>(
            Func<Redeemed, T> redeemed, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Closed, T> closed, Func<Busy, T> busy) => redeemed(this);
    }

    /// <summary>This is no code: nothing was counted and nothing was hashed.</summary>
    /// <param name="Fault">What is wrong.</param>
    /// <param name="Position">Zero-based position in the input of the first offending character; the input's end when something is missing.</param>
    public sealed record Malformed(CodeFault Fault, int Position) : RedeemOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Redeemed, T> redeemed, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Closed, T> closed, Func<Busy, T> busy) => malformed(this);
    }

    /// <summary>Not accepted. The reason is for the host's audit; show the person <see cref="RecoveryOutcome.ForPerson"/>.</summary>
    /// <param name="Why">The exact reason.</param>
    public sealed record Refused(Refusal Why) : RedeemOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Redeemed, T> redeemed, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Closed, T> closed, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>Too many failures: no code is examined for now. Nothing was counted.</summary>
    /// <param name="Until">First instant at which one is examined again (inclusive).</param>
    public sealed record Paused(Instant Until) : RedeemOutcome
    {
        /// <inheritdoc/>
        public override Instant? TryAgainAt => Until;

        /// <inheritdoc/>
        public override T Match<T>(
            Func<Redeemed, T> redeemed, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Closed, T> closed, Func<Busy, T> busy) => paused(this);
    }

    /// <summary>Far too many failures in a row: no code is examined until a new set is issued. Nothing was counted.</summary>
    public sealed record Closed : RedeemOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Redeemed, T> redeemed, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Closed, T> closed, Func<Busy, T> busy) => closed(this);
    }

    /// <summary>The call could not be done now. Try again.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Busy(BusyReason Why) : RedeemOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Redeemed, T> redeemed, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Closed, T> closed, Func<Busy, T> busy) => busy(this);
    }

    internal override Ending Ending => Match(
        static redeemed => new Ending(Result.Redeemed),
        static malformed => new Ending(Result.Malformed) { Fault = malformed.Fault },
        static refused => new Ending(Result.Refused) { Refusal = refused.Why },
        static paused => new Ending(Result.Paused),
        static closed => new Ending(Result.Closed),
        static busy => Ending.OfBusy(busy.Why));

    /// <summary>Calls the function that belongs to this case. A case added in a later version fails to compile here until it is handled.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>The result of the function that was called.</returns>
    public abstract T Match<T>(
        Func<Redeemed, T> redeemed,
        Func<Malformed, T> malformed,
        Func<Refused, T> refused,
        Func<Paused, T> paused,
        Func<Closed, T> closed,
        Func<Busy, T> busy);
}
