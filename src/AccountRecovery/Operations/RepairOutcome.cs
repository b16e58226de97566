using NodaTime;

namespace AccountRecovery;

/// <summary>The outcome of repairing a record that a wrong clock had pushed into the future.</summary>
public abstract record RepairOutcome : RecoveryOutcome
{
    private RepairOutcome()
    {
    }

    /// <summary>The record has the clock's time again. All time spans that run in the record were restarted.</summary>
    /// <param name="From">The latest instant in the record before the repair.</param>
    /// <param name="To">The clock's time, which the record has now.</param>
    public sealed record Repaired(Instant From, Instant To) : RepairOutcome
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Repaired, T> repaired, Func<NotNeeded, T> notNeeded, Func<NoRecord, T> noRecord, Func<Busy, T> busy) => repaired(this);
    }

    /// <summary>The record is not more than five minutes ahead of the clock. Nothing was changed.</summary>
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

    /// <summary>Another process changed the record: try again. Or this server's own clock is suspect: correct it first.</summary>
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

    /// <summary>Calls the function that belongs to this case. A case added in a later version fails to compile here until it is handled.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>The result of the function that was called.</returns>
    public abstract T Match<T>(Func<Repaired, T> repaired, Func<NotNeeded, T> notNeeded, Func<NoRecord, T> noRecord, Func<Busy, T> busy);
}
