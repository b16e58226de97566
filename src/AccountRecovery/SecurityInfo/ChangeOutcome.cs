using NodaTime;

namespace AccountRecovery;

/// <summary>The outcome of a change to the account's contacts.</summary>
public abstract record ChangeOutcome : RecoveryOutcome
{
    private ChangeOutcome()
    {
    }

    /// <summary>The change is done and in force.</summary>
    /// <param name="View">The contacts as they are now.</param>
    public sealed record Done(SecurityInfoView View) : ChangeOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Done, T> done, Func<CodeSent, T> codeSent, Func<WaitStarted, T> waitStarted, Func<Invalid, T> invalid, Func<Refused, T> refused, Func<Busy, T> busy) => done(this);
    }

    /// <summary>The contact was added and must be confirmed with the code that is being sent to it.</summary>
    /// <param name="Contact">The contact.</param>
    /// <param name="Challenge">The handle of the challenge. Pass it with the code that the person types.</param>
    /// <param name="OwnDomain">
    /// Whether the address is at one of the host's own domains. If so, warn the person: when they cannot sign in, they may not be able to read messages at this
    /// address.
    /// </param>
    public sealed record CodeSent(ContactView Contact, ChallengeId Challenge, bool OwnDomain) : ChangeOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Done, T> done, Func<CodeSent, T> codeSent, Func<WaitStarted, T> waitStarted, Func<Invalid, T> invalid, Func<Refused, T> refused, Func<Busy, T> busy) => codeSent(this);
    }

    /// <summary>All contacts are leaving, and the wait has begun. Each of the contacts is notified and can cancel the wait.</summary>
    /// <param name="Until">First instant at which the wait is over and the contacts are removed (inclusive).</param>
    public sealed record WaitStarted(Instant Until) : ChangeOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Done, T> done, Func<CodeSent, T> codeSent, Func<WaitStarted, T> waitStarted, Func<Invalid, T> invalid, Func<Refused, T> refused, Func<Busy, T> busy) => waitStarted(this);
    }

    /// <summary>The input is not a valid address. Nothing was changed. The host may show this to anybody.</summary>
    /// <param name="Fault">What is wrong with the input.</param>
    public sealed record Invalid(AddressFault Fault) : ChangeOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Done, T> done, Func<CodeSent, T> codeSent, Func<WaitStarted, T> waitStarted, Func<Invalid, T> invalid, Func<Refused, T> refused, Func<Busy, T> busy) => invalid(this);
    }

    /// <summary>The call was refused. Nothing was changed.</summary>
    /// <param name="Why">The exact reason.</param>
    /// <param name="Until">First instant at which the answer may change (inclusive); null if the answer does not depend on time.</param>
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
