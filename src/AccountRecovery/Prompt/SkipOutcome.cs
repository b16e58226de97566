using NodaTime;

namespace AccountRecovery;

/// <summary>What became of putting the question off.</summary>
public abstract record SkipOutcome : RecoveryOutcome
{
    private SkipOutcome()
    {
    }

    /// <summary>It is put off.</summary>
    /// <param name="Until">First instant at which the person is asked again (inclusive), or, after seven days, has to answer.</param>
    public sealed record Skipped(Instant Until) : SkipOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Skipped, T> skipped, Func<Refused, T> refused, Func<Busy, T> busy) => skipped(this);
    }

    /// <summary>Nothing was changed.</summary>
    /// <param name="Why">The exact reason.</param>
    /// <param name="Until">First instant at which the answer may be another (inclusive); null where that does not depend on time.</param>
    public sealed record Refused(Refusal Why, Instant? Until = null) : SkipOutcome
    {
        /// <inheritdoc/>
        public override Instant? TryAgainAt => Until;

        /// <inheritdoc/>
        public override T Match<T>(Func<Skipped, T> skipped, Func<Refused, T> refused, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>Nothing could be done right now; try again.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Busy(BusyReason Why) : SkipOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Skipped, T> skipped, Func<Refused, T> refused, Func<Busy, T> busy) => busy(this);
    }

    internal override Ending Ending => Match(
        static skipped => new Ending(Result.Skipped),
        static refused => new Ending(Result.Refused) { Refusal = refused.Why },
        static busy => Ending.OfBusy(busy.Why));

    /// <summary>Handles every case; a case that is added later breaks the call at compile time.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <returns>What the matching function returns.</returns>
    public abstract T Match<T>(Func<Skipped, T> skipped, Func<Refused, T> refused, Func<Busy, T> busy);
}
