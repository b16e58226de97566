using NodaTime;

namespace AccountRecovery;

/// <summary>The outcome of erasing all data about an account's recovery.</summary>
public abstract record EraseOutcome : RecoveryOutcome
{
    private EraseOutcome()
    {
    }

    /// <summary>From now on every call finds no record. Only an empty record with the event of the erasure is left; it is deleted when the event is delivered.</summary>
    public sealed record Erased : EraseOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Erased, T> erased, Func<NoRecord, T> noRecord, Func<Refused, T> refused, Func<Busy, T> busy) => erased(this);
    }

    /// <summary>The library has no data about the account, or it was erased earlier. Nothing was changed.</summary>
    public sealed record NoRecord : EraseOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Erased, T> erased, Func<NoRecord, T> noRecord, Func<Refused, T> refused, Func<Busy, T> busy) => noRecord(this);
    }

    /// <summary>
    /// Nothing was changed: during the wait, or while a recovery is frozen, erasing would remove what protects the owner. Use <c>force</c> only if you are sure.
    /// </summary>
    /// <param name="Why"><see cref="Refusal.WaitRuns"/> or <see cref="Refusal.Frozen"/>.</param>
    /// <param name="Until">First instant at which the answer may change (inclusive); null if the answer does not depend on time.</param>
    public sealed record Refused(Refusal Why, Instant? Until = null) : EraseOutcome
    {
        /// <inheritdoc/>
        public override Instant? TryAgainAt => Until;

        /// <inheritdoc/>
        public override T Match<T>(Func<Erased, T> erased, Func<NoRecord, T> noRecord, Func<Refused, T> refused, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>The call could not be done now, and has changed nothing. Try again.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Busy(BusyReason Why) : EraseOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Erased, T> erased, Func<NoRecord, T> noRecord, Func<Refused, T> refused, Func<Busy, T> busy) => busy(this);
    }

    internal override Ending Ending => Match(
        static erased => new Ending(Result.Erased),
        static noRecord => new Ending(Result.NoRecord),
        static refused => new Ending(Result.Refused) { Refusal = refused.Why },
        static busy => Ending.OfBusy(busy.Why));

    /// <summary>Calls the function that belongs to this case. A case added in a later version fails to compile here until it is handled.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>The result of the function that was called.</returns>
    public abstract T Match<T>(Func<Erased, T> erased, Func<NoRecord, T> noRecord, Func<Refused, T> refused, Func<Busy, T> busy);
}
