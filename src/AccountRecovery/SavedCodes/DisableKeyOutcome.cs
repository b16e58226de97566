using NodaTime;

namespace AccountRecovery;

/// <summary>The outcome of disabling the recovery key.</summary>
public abstract record DisableKeyOutcome : RecoveryOutcome
{
    private DisableKeyOutcome()
    {
    }

    /// <summary>No key is in force any longer.</summary>
    public sealed record Disabled : DisableKeyOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Disabled, T> disabled, Func<Scheduled, T> scheduled, Func<Refused, T> refused, Func<Busy, T> busy) => disabled(this);
    }

    /// <summary>The key will be disabled. Until then it stays valid, and redeeming it cancels the disabling.</summary>
    /// <param name="From">First instant at which the key is disabled (inclusive).</param>
    public sealed record Scheduled(Instant From) : DisableKeyOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Disabled, T> disabled, Func<Scheduled, T> scheduled, Func<Refused, T> refused, Func<Busy, T> busy) => scheduled(this);
    }

    /// <summary>The call was refused. Nothing was changed.</summary>
    /// <param name="Why">The exact reason.</param>
    public sealed record Refused(Refusal Why) : DisableKeyOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Disabled, T> disabled, Func<Scheduled, T> scheduled, Func<Refused, T> refused, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>The call could not be done now. Try again.</summary>
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

    /// <summary>Calls the function that belongs to this case. A case added in a later version fails to compile here until it is handled.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>The result of the function that was called.</returns>
    public abstract T Match<T>(Func<Disabled, T> disabled, Func<Scheduled, T> scheduled, Func<Refused, T> refused, Func<Busy, T> busy);
}
