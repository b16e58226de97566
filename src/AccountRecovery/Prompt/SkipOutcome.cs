using NodaTime;

namespace AccountRecovery;

/// <summary>The outcome of putting the question off.</summary>
public abstract record SkipOutcome : RecoveryOutcome
{
    private SkipOutcome()
    {
    }

    /// <summary>The question is put off.</summary>
    /// <param name="Until">First instant at which the person is asked again (inclusive). If it is the end of the seven days, the person must then answer.</param>
    public sealed record Skipped(Instant Until) : SkipOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Skipped, T> skipped, Func<Refused, T> refused, Func<Busy, T> busy) => skipped(this);
    }

    /// <summary>The call was refused. Nothing was changed.</summary>
    /// <param name="Why">The exact reason.</param>
    /// <param name="Until">First instant at which the answer may change (inclusive); null if the answer does not depend on time.</param>
    public sealed record Refused(Refusal Why, Instant? Until = null) : SkipOutcome
    {
        /// <inheritdoc/>
        public override Instant? TryAgainAt => Until;

        /// <inheritdoc/>
        public override T Match<T>(Func<Skipped, T> skipped, Func<Refused, T> refused, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>The call could not be done now. Try again.</summary>
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

    /// <summary>Calls the function that belongs to this case. A case added in a later version fails to compile here until it is handled.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>The result of the function that was called.</returns>
    public abstract T Match<T>(Func<Skipped, T> skipped, Func<Refused, T> refused, Func<Busy, T> busy);
}
