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
    public sealed record Skipped(Instant Until) : SkipOutcome;

    /// <summary>Nothing was changed.</summary>
    /// <param name="Why">The exact reason.</param>
    /// <param name="Until">First instant at which the answer may be another (inclusive); null where that does not depend on time.</param>
    public sealed record Refused(Refusal Why, Instant? Until = null) : SkipOutcome
    {
        /// <inheritdoc/>
        public override Instant? TryAgainAt => Until;
    }

    /// <summary>Nothing could be done right now; try again.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Busy(BusyReason Why) : SkipOutcome;

    internal override Ending Ending => Match(
        static skipped => new Ending(Result.Skipped),
        static refused => new Ending(Result.Refused) { Refusal = refused.Why },
        static busy => Ending.OfBusy(busy.Why));

    /// <summary>Handles every case; a case that is added later breaks the call at compile time.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <returns>What the matching function returns.</returns>
    public T Match<T>(Func<Skipped, T> skipped, Func<Refused, T> refused, Func<Busy, T> busy) => this switch
    {
        Skipped it => skipped(it),
        Refused it => refused(it),
        Busy it => busy(it),
        _ => throw new InvalidOperationException("The family is closed."),
    };
}
