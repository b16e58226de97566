using NodaTime;

namespace AccountRecovery;

/// <summary>What became of completing a recovery.</summary>
public abstract record CompleteOutcome : RecoveryOutcome
{
    private CompleteOutcome()
    {
    }

    /// <summary>The person has shown that the account is theirs: let them set new credentials.</summary>
    /// <param name="SessionsValidFrom">Sessions that began earlier are void: end them.</param>
    public sealed record Completed(Instant SessionsValidFrom) : CompleteOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Completed, T> completed, Func<NeedsMore, T> needsMore, Func<Refused, T> refused, Func<Busy, T> busy) => completed(this);
    }

    /// <summary>What was shown is good, and not enough; the tickets stay good while they last.</summary>
    /// <param name="Kinds">Proofs of which one more is needed, of those that the account has. Not for strangers' eyes: it tells what the account has.</param>
    public sealed record NeedsMore(IReadOnlyList<ProofKind> Kinds) : CompleteOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Completed, T> completed, Func<NeedsMore, T> needsMore, Func<Refused, T> refused, Func<Busy, T> busy) => needsMore(this);
    }

    /// <summary>Nothing was changed. The reason is for the host's audit.</summary>
    /// <param name="Why">The exact reason.</param>
    public sealed record Refused(Refusal Why) : CompleteOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Completed, T> completed, Func<NeedsMore, T> needsMore, Func<Refused, T> refused, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>Nothing could be done right now; try again.</summary>
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

    /// <summary>Handles every case; a case that is added later breaks the call at compile time.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <returns>What the matching function returns.</returns>
    public abstract T Match<T>(Func<Completed, T> completed, Func<NeedsMore, T> needsMore, Func<Refused, T> refused, Func<Busy, T> busy);
}
