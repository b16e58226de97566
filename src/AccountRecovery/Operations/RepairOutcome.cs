using NodaTime;

namespace AccountRecovery;

/// <summary>What became of repairing a record that a wrong clock had pushed into the future.</summary>
public abstract record RepairOutcome : RecoveryOutcome
{
    private RepairOutcome()
    {
    }

    /// <summary>The record goes by the clock again; every wait in it began anew.</summary>
    /// <param name="From">The latest instant it had seen.</param>
    /// <param name="To">The clock, now.</param>
    public sealed record Repaired(Instant From, Instant To) : RepairOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Repaired, T> repaired, Func<NotNeeded, T> notNeeded, Func<NoRecord, T> noRecord, Func<Busy, T> busy) => repaired(this);
    }

    /// <summary>The record is not ahead of the clock; nothing was changed.</summary>
    public sealed record NotNeeded : RepairOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Repaired, T> repaired, Func<NotNeeded, T> notNeeded, Func<NoRecord, T> noRecord, Func<Busy, T> busy) => notNeeded(this);
    }

    /// <summary>The account has no record.</summary>
    public sealed record NoRecord : RepairOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Repaired, T> repaired, Func<NotNeeded, T> notNeeded, Func<NoRecord, T> noRecord, Func<Busy, T> busy) => noRecord(this);
    }

    /// <summary>Another process changed the record: try again. Or this machine's own clock is suspect: mend it first.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Busy(BusyReason Why) : RepairOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Repaired, T> repaired, Func<NotNeeded, T> notNeeded, Func<NoRecord, T> noRecord, Func<Busy, T> busy) => busy(this);
    }

    internal override Ending Ending => Match(
        static repaired => new Ending(Result.Repaired),
        static notNeeded => new Ending(Result.NotNeeded),
        static noRecord => new Ending(Result.NoRecord),
        static busy => Ending.OfBusy(busy.Why));

    /// <summary>Handles every case; a case that is added later breaks the call at compile time.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <returns>What the matching function returns.</returns>
    public abstract T Match<T>(Func<Repaired, T> repaired, Func<NotNeeded, T> notNeeded, Func<NoRecord, T> noRecord, Func<Busy, T> busy);
}
