using NodaTime;

namespace AccountRecovery;

/// <summary>The outcome of one attempt to redeem a saved code.</summary>
public abstract record RedeemOutcome : RecoveryOutcome
{
    private RedeemOutcome()
    {
    }

    /// <summary>The code was valid and is now spent.</summary>
    /// <param name="Proof">The proof that the code was redeemed, as a ticket for further calls. It is valid for ten minutes by default.</param>
    /// <param name="Remaining">The number of unspent codes that remain, 0 or more.</param>
    public sealed record Redeemed(RecoveryTicket Proof, int Remaining) : RedeemOutcome
    {
        /// <summary>What a redeemed recovery code has voided; null for other codes.</summary>
        public Voided? Voided { get; init; }

        /// <summary>
        /// The grant of a redeemed recovery code, with which the person sets the account up again. It is valid for 24 hours and bound to the session. Null for
        /// other codes.
        /// </summary>
        public RecoveryTicket? Grant { get; init; }

        /// <summary>
        /// The new recovery code, to be shown now, under <see cref="RecoveryProfile.Nist80063B4"/>; null in the other profile, for other codes and in a
        /// repeated answer.
        /// </summary>
        public CodeSheet? Replacement { get; init; }

        /// <inheritdoc/>
        public override T Match<T>(
            Func<Redeemed, T> redeemed, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Closed, T> closed, Func<Busy, T> busy) => redeemed(this);
    }

    /// <summary>The input is not a code. No attempt was counted, and nothing was hashed.</summary>
    /// <param name="Fault">What is wrong with the input.</param>
    /// <param name="Position">The zero-based position of the first wrong character in the input; the length of the input if something is missing.</param>
    public sealed record Malformed(CodeFault Fault, int Position) : RedeemOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Redeemed, T> redeemed, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Closed, T> closed, Func<Busy, T> busy) => malformed(this);
    }

    /// <summary>The code was not accepted. The reason is for the host's audit; show <see cref="RecoveryOutcome.ForPerson"/> to the person.</summary>
    /// <param name="Why">The exact reason.</param>
    public sealed record Refused(Refusal Why) : RedeemOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Redeemed, T> redeemed, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Closed, T> closed, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>After too many failures, no code is accepted for some time. This attempt was not counted.</summary>
    /// <param name="Until">First instant at which a code is accepted again (inclusive).</param>
    public sealed record Paused(Instant Until) : RedeemOutcome
    {
        /// <inheritdoc/>
        public override Instant? TryAgainAt => Until;

        /// <inheritdoc/>
        public override T Match<T>(
            Func<Redeemed, T> redeemed, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Closed, T> closed, Func<Busy, T> busy) => paused(this);
    }

    /// <summary>After far too many failures in a row, no code is accepted until new codes are issued. This attempt was not counted.</summary>
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
