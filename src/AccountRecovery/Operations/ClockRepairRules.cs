using NodaTime;

namespace AccountRecovery;

/// <summary>Repairs a record that a wrong clock pushed more than the tolerance into the future. No other decision trusts the clock more than the record.</summary>
internal static class ClockRepairRules
{
    /// <param name="record">The record as it is stored, or null.</param>
    /// <param name="timeline">Restarts the time spans that run in the record.</param>
    /// <param name="from">The operator who repairs the record.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="clockNow">The clock's time, which is right again.</param>
    internal static Decision<RepairOutcome> Repair(AccountRecord? record, RecordTimeline timeline, CallerTrace from, RecoveryPolicy policy, Instant clockNow)
    {
        if (record is null)
        {
            return new RepairOutcome.NoRecord();
        }

        if (record.Latest - clockNow <= RecoveryClock.Tolerance)
        {
            return new RepairOutcome.NotNeeded();
        }

        QueuedEvent repaired = EventFor.Account(RecoveryEventKind.ClockRepaired, RecoveryMethod.None, clockNow, from);
        return new Decision<RepairOutcome>(new RepairOutcome.Repaired(record.Latest, clockNow), timeline.Repair(record, clockNow).Raise(repaired, policy));
    }
}
