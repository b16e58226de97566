using NodaTime;

namespace AccountRecovery;

/// <summary>What became of a change to the account's contacts.</summary>
public abstract record ChangeOutcome : RecoveryOutcome
{
    private ChangeOutcome()
    {
    }

    /// <summary>Done, and in force.</summary>
    /// <param name="View">The contacts as they are now.</param>
    public sealed record Done(SecurityInfoView View) : ChangeOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Done, T> done, Func<CodeSent, T> codeSent, Func<WaitStarted, T> waitStarted, Func<Invalid, T> invalid, Func<Refused, T> refused, Func<Busy, T> busy) => done(this);
    }

    /// <summary>The contact waits to be confirmed by the code that is on its way there.</summary>
    /// <param name="Contact">The contact.</param>
    /// <param name="Challenge">Names the flow when the code is typed.</param>
    /// <param name="OwnDomain">Whether the address is at one of the host's own domains: warn the person that who cannot sign in may not be able to read it.</param>
    public sealed record CodeSent(ContactView Contact, ChallengeId Challenge, bool OwnDomain) : ChangeOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Done, T> done, Func<CodeSent, T> codeSent, Func<WaitStarted, T> waitStarted, Func<Invalid, T> invalid, Func<Refused, T> refused, Func<Busy, T> busy) => codeSent(this);
    }

    /// <summary>All contacts are leaving, and the wait runs; each of them is notified, and can cancel it.</summary>
    /// <param name="Until">First instant at which it is over (inclusive), and the contacts are gone.</param>
    public sealed record WaitStarted(Instant Until) : ChangeOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Done, T> done, Func<CodeSent, T> codeSent, Func<WaitStarted, T> waitStarted, Func<Invalid, T> invalid, Func<Refused, T> refused, Func<Busy, T> busy) => waitStarted(this);
    }

    /// <summary>What was typed is no address: nothing was changed. May be shown to anybody.</summary>
    /// <param name="Fault">What is wrong.</param>
    public sealed record Invalid(AddressFault Fault) : ChangeOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Done, T> done, Func<CodeSent, T> codeSent, Func<WaitStarted, T> waitStarted, Func<Invalid, T> invalid, Func<Refused, T> refused, Func<Busy, T> busy) => invalid(this);
    }

    /// <summary>Nothing was changed.</summary>
    /// <param name="Why">The exact reason.</param>
    /// <param name="Until">First instant at which the answer may be another (inclusive); null where that does not depend on time.</param>
    public sealed record Refused(Refusal Why, Instant? Until = null) : ChangeOutcome
    {
        /// <inheritdoc/>
        public override Instant? TryAgainAt => Until;

        /// <inheritdoc/>
        public override T Match<T>(
            Func<Done, T> done, Func<CodeSent, T> codeSent, Func<WaitStarted, T> waitStarted, Func<Invalid, T> invalid, Func<Refused, T> refused, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>The call could not be done now. Try again.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Busy(BusyReason Why) : ChangeOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Done, T> done, Func<CodeSent, T> codeSent, Func<WaitStarted, T> waitStarted, Func<Invalid, T> invalid, Func<Refused, T> refused, Func<Busy, T> busy) => busy(this);
    }

    internal override Ending Ending => Match(
        static done => new Ending(Result.Done),
        static sent => new Ending(Result.Sent),
        static started => new Ending(Result.WaitStarted),
        static invalid => new Ending(Result.Invalid),
        static refused => new Ending(Result.Refused) { Refusal = refused.Why },
        static busy => Ending.OfBusy(busy.Why));

    /// <summary>Calls the function that belongs to this case. A case added in a later version fails to compile here until it is handled.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>The result of the function that was called.</returns>
    public abstract T Match<T>(
        Func<Done, T> done, Func<CodeSent, T> codeSent, Func<WaitStarted, T> waitStarted, Func<Invalid, T> invalid, Func<Refused, T> refused, Func<Busy, T> busy);
}
