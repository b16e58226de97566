using NodaTime;

namespace AccountRecovery;

/// <summary>The outcome of a try at a security code.</summary>
public abstract record VerifyOutcome : RecoveryOutcome
{
    private VerifyOutcome()
    {
    }

    /// <summary>The code was right and is used up.</summary>
    /// <param name="Contact">The contact to which the code was sent, as it is now.</param>
    public sealed record Verified(ContactView Contact) : VerifyOutcome
    {
        /// <summary>
        /// The proof that the code was verified, as a ticket for further calls, valid for ten minutes by default. Null if a contact was confirmed, which proves
        /// nothing else.
        /// </summary>
        public RecoveryTicket? Proof { get; init; }

        /// <inheritdoc/>
        public override T Match<T>(
            Func<Verified, T> verified, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Busy, T> busy) => verified(this);
    }

    /// <summary>The input is not a code. No try was counted.</summary>
    /// <param name="Fault">What is wrong with the input.</param>
    /// <param name="Position">The zero-based position of the first wrong character in the input; the length of the input if something is missing.</param>
    public sealed record Malformed(CodeFault Fault, int Position) : VerifyOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Verified, T> verified, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Busy, T> busy) => malformed(this);
    }

    /// <summary>The code was not accepted. The reason is for the host's audit; show <see cref="RecoveryOutcome.ForPerson"/> to the person.</summary>
    /// <param name="Why">The exact reason.</param>
    public sealed record Refused(Refusal Why) : VerifyOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Verified, T> verified, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>After too many failures, no code is accepted for some time. This try was not counted.</summary>
    /// <param name="Until">First instant at which a code is accepted again (inclusive).</param>
    public sealed record Paused(Instant Until) : VerifyOutcome
    {
        /// <inheritdoc/>
        public override Instant? TryAgainAt => Until;

        /// <inheritdoc/>
        public override T Match<T>(
            Func<Verified, T> verified, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Busy, T> busy) => paused(this);
    }

    /// <summary>The call could not be done now. Try again.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Busy(BusyReason Why) : VerifyOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Verified, T> verified, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Busy, T> busy) => busy(this);
    }

    internal override Ending Ending => Match(
        static verified => new Ending(Result.Verified),
        static malformed => new Ending(Result.Malformed) { Fault = malformed.Fault },
        static refused => new Ending(Result.Refused) { Refusal = refused.Why },
        static paused => new Ending(Result.Paused),
        static busy => Ending.OfBusy(busy.Why));

    /// <summary>Calls the function that belongs to this case. A case added in a later version fails to compile here until it is handled.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>The result of the function that was called.</returns>
    public abstract T Match<T>(
        Func<Verified, T> verified,
        Func<Malformed, T> malformed,
        Func<Refused, T> refused,
        Func<Paused, T> paused,
        Func<Busy, T> busy);
}
