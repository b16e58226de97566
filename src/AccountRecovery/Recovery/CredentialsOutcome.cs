using NodaTime;

namespace AccountRecovery;

/// <summary>What became of the host's report that an account has new credentials.</summary>
public abstract record CredentialsOutcome : RecoveryOutcome
{
    private CredentialsOutcome()
    {
    }

    /// <summary>The new credentials are good; who signs in with them gets in.</summary>
    /// <param name="SessionsValidFrom">Sessions that began earlier are void: end them, this one too.</param>
    public sealed record Done(Instant SessionsValidFrom) : CredentialsOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Done, T> done, Func<Refused, T> refused, Func<Busy, T> busy) => done(this);
    }

    /// <summary>Refused; nothing has changed.</summary>
    /// <param name="Why">The exact reason.</param>
    public sealed record Refused(Refusal Why) : CredentialsOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Done, T> done, Func<Refused, T> refused, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>Nothing could be done right now; try again.</summary>
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

    /// <summary>Handles every case; a case that is added later breaks the call at compile time.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <returns>What the matching function returns.</returns>
    public abstract T Match<T>(Func<Done, T> done, Func<Refused, T> refused, Func<Busy, T> busy);
}
