using NodaTime;

namespace AccountRecovery;

/// <summary>What became of a try at a security code.</summary>
public abstract record VerifyOutcome : RecoveryOutcome
{
    private VerifyOutcome()
    {
    }

    /// <summary>The code was right and is used up.</summary>
    /// <param name="Contact">The contact that it was sent to, as it is now.</param>
    public sealed record Verified(ContactView Contact) : VerifyOutcome
    {
        /// <summary>Shows the library what was proved; good for ten minutes. Null where a contact was confirmed, which proves nothing else.</summary>
        public RecoveryTicket? Proof { get; init; }

        /// <inheritdoc/>
        public override T Match<T>(
            Func<Verified, T> verified, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Busy, T> busy) => verified(this);
    }

    /// <summary>This is no code: nothing was counted.</summary>
    /// <param name="Fault">What is wrong.</param>
    /// <param name="Position">Zero-based position in the input of the first offending character; the input's end when something is missing.</param>
    public sealed record Malformed(CodeFault Fault, int Position) : VerifyOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Verified, T> verified, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Busy, T> busy) => malformed(this);
    }

    /// <summary>Not accepted. The reason is for the host's audit; show the person <see cref="RecoveryOutcome.ForPerson"/>.</summary>
    /// <param name="Why">The exact reason.</param>
    public sealed record Refused(Refusal Why) : VerifyOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Verified, T> verified, Func<Malformed, T> malformed, Func<Refused, T> refused, Func<Paused, T> paused, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>Too many failures: no code is examined for now. Nothing was counted.</summary>
    /// <param name="Until">First instant at which one is examined again (inclusive).</param>
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
