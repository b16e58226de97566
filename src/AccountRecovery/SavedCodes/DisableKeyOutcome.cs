using NodaTime;

namespace AccountRecovery;

/// <summary>What became of disabling the recovery key.</summary>
public abstract record DisableKeyOutcome : RecoveryOutcome
{
    private DisableKeyOutcome()
    {
    }

    /// <summary>There is no live key any more.</summary>
    public sealed record Disabled : DisableKeyOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Disabled, T> disabled, Func<Scheduled, T> scheduled, Func<Refused, T> refused, Func<Busy, T> busy) => disabled(this);
    }

    /// <summary>It will be disabled; until then it works as before, and whoever redeems it stops the disabling.</summary>
    /// <param name="From">First instant at which the key is disabled (inclusive).</param>
    public sealed record Scheduled(Instant From) : DisableKeyOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Disabled, T> disabled, Func<Scheduled, T> scheduled, Func<Refused, T> refused, Func<Busy, T> busy) => scheduled(this);
    }

    /// <summary>Refused; nothing has changed.</summary>
    /// <param name="Why">The exact reason.</param>
    public sealed record Refused(Refusal Why) : DisableKeyOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Disabled, T> disabled, Func<Scheduled, T> scheduled, Func<Refused, T> refused, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>Nothing could be done right now; try again.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Busy(BusyReason Why) : DisableKeyOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Disabled, T> disabled, Func<Scheduled, T> scheduled, Func<Refused, T> refused, Func<Busy, T> busy) => busy(this);
    }

    internal override Ending Ending => Match(
        static disabled => new Ending(Result.Revoked),
        static scheduled => new Ending(Result.Scheduled),
        static refused => new Ending(Result.Refused) { Refusal = refused.Why },
        static busy => Ending.OfBusy(busy.Why));

    /// <summary>Handles every case; a case that is added later breaks the call at compile time.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <returns>What the matching function returns.</returns>
    public abstract T Match<T>(Func<Disabled, T> disabled, Func<Scheduled, T> scheduled, Func<Refused, T> refused, Func<Busy, T> busy);
}
