using NodaTime;

namespace AccountRecovery;

/// <summary>The outcome of completing a recovery.</summary>
public abstract record CompleteOutcome : RecoveryOutcome
{
    private CompleteOutcome()
    {
    }

    /// <summary>The person has proved that the account is theirs. Let them set new credentials.</summary>
    /// <param name="SessionsValidFrom">Sessions that began before this instant are void: end them.</param>
    public sealed record Completed(Instant SessionsValidFrom) : CompleteOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Completed, T> completed, Func<NeedsMore, T> needsMore, Func<Refused, T> refused, Func<Busy, T> busy) => completed(this);
    }

    /// <summary>The proofs are valid but not enough. Their tickets remain valid until they expire.</summary>
    /// <param name="Kinds">The kinds of proof that the account has and of which the person must give one more. Do not show them to strangers: they reveal what the account has.</param>
    public sealed record NeedsMore(IReadOnlyList<ProofKind> Kinds) : CompleteOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Completed, T> completed, Func<NeedsMore, T> needsMore, Func<Refused, T> refused, Func<Busy, T> busy) => needsMore(this);
    }

    /// <summary>The call was refused. Nothing was changed. The reason is for the host's audit.</summary>
    /// <param name="Why">The exact reason.</param>
    public sealed record Refused(Refusal Why) : CompleteOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Completed, T> completed, Func<NeedsMore, T> needsMore, Func<Refused, T> refused, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>The call could not be done now. Try again.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Busy(BusyReason Why) : CompleteOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Completed, T> completed, Func<NeedsMore, T> needsMore, Func<Refused, T> refused, Func<Busy, T> busy) => busy(this);
    }

    internal override Ending Ending => Match(
        static completed => new Ending(Result.Completed),
        static more => new Ending(Result.NeedsMore),
        static refused => new Ending(Result.Refused) { Refusal = refused.Why },
        static busy => Ending.OfBusy(busy.Why));

    /// <summary>Calls the function that belongs to this case. A case added in a later version fails to compile here until it is handled.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>The result of the function that was called.</returns>
    public abstract T Match<T>(Func<Completed, T> completed, Func<NeedsMore, T> needsMore, Func<Refused, T> refused, Func<Busy, T> busy);
}
