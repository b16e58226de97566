using NodaTime;

namespace AccountRecovery;

/// <summary>What became of erasing everything that is kept about an account's recovery.</summary>
public abstract record EraseOutcome : RecoveryOutcome
{
    private EraseOutcome()
    {
    }

    /// <summary>Every call finds no record from now on. The last trace, an empty record with the event that tells of it, goes when that is delivered.</summary>
    public sealed record Erased : EraseOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Erased, T> erased, Func<NoRecord, T> noRecord, Func<Refused, T> refused, Func<Busy, T> busy) => erased(this);
    }

    /// <summary>Nothing is kept about the account, or it was erased before; nothing was changed.</summary>
    public sealed record NoRecord : EraseOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Erased, T> erased, Func<NoRecord, T> noRecord, Func<Refused, T> refused, Func<Busy, T> busy) => noRecord(this);
    }

    /// <summary>Nothing was changed: while the wait runs, or a recovery is frozen, erasing would undo what protects the owner. Force it where you know better.</summary>
    /// <param name="Why"><see cref="Refusal.WaitRuns"/> or <see cref="Refusal.Frozen"/>.</param>
    /// <param name="Until">First instant at which the answer may be another (inclusive); null where that does not depend on time.</param>
    public sealed record Refused(Refusal Why, Instant? Until = null) : EraseOutcome
    {
        /// <inheritdoc/>
        public override Instant? TryAgainAt => Until;

        /// <inheritdoc/>
        public override T Match<T>(Func<Erased, T> erased, Func<NoRecord, T> noRecord, Func<Refused, T> refused, Func<Busy, T> busy) => refused(this);
    }

    /// <summary>Nothing could be done right now, and nothing was changed; try again.</summary>
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

    /// <summary>Handles every case; a case that is added later breaks the call at compile time.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <returns>What the matching function returns.</returns>
    public abstract T Match<T>(Func<Erased, T> erased, Func<NoRecord, T> noRecord, Func<Refused, T> refused, Func<Busy, T> busy);
}
