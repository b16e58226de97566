namespace AccountRecovery;

/// <summary>An operator's verbs, for runbooks rather than requests. Each is told as an event.</summary>
public interface IRecoveryOperations
{
    /// <summary>
    /// Sets back a record that a wrong clock has pushed more than five minutes into the future, where every call answers
    /// <see cref="BusyReason.ClockSuspect"/>. First mend the clock. What waits in the record waits again in full from now.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="caller">The operator.</param>
    /// <param name="ct">Honoured until the commit starts.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="RecordUnreadableException">The record does not open.</exception>
    ValueTask<RepairOutcome> RepairClockAsync(AccountId account, Caller caller, CancellationToken ct = default);
}
