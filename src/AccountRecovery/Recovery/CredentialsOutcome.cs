using NodaTime;

namespace AccountRecovery;

/// <summary>The outcome of the host's report that an account has new credentials.</summary>
public abstract record CredentialsOutcome : RecoveryOutcome
{
    private CredentialsOutcome()
    {
    }

    /// <summary>The new credentials count: a person who signs in with them is let in.</summary>
    /// <param name="SessionsValidFrom">Sessions that began before this instant are void: end them, including this one.</param>
    public sealed record Done(Instant SessionsValidFrom) : CredentialsOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Done, T> done, Func<Refused, T> refused, Func<Busy, T> busy) => done(this);
    }

    /// <summary>The call was refused. Nothing was changed.</summary>
    /// <param name="Why">The exact reason.</param>
    public sealed record Refused(Refusal Why) : CredentialsOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Done, T> done, Func<Refused, T> refused, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>The call could not be done now. Try again.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Busy(BusyReason Why) : CredentialsOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Done, T> done, Func<Refused, T> refused, Func<Busy, T> busy) => busy(this);
    }

    internal override Ending Ending => Match(
        static done => new Ending(Result.Done),
        static refused => new Ending(Result.Refused) { Refusal = refused.Why },
        static busy => Ending.OfBusy(busy.Why));

    /// <summary>Calls the function that belongs to this case. A case added in a later version fails to compile here until it is handled.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>The result of the function that was called.</returns>
    public abstract T Match<T>(Func<Done, T> done, Func<Refused, T> refused, Func<Busy, T> busy);
}
