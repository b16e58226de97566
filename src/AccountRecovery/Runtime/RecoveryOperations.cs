namespace AccountRecovery;

internal sealed class RecoveryOperations(RecordRunner runner, RecoveryPolicy policy) : IRecoveryOperations
{
    public ValueTask<RepairOutcome> RepairClockAsync(AccountId account, Caller caller, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        var from = CallerTrace.Of(caller);
        return runner.RepairAsync(
            account,
            (record, now) => RecordAdvance.Repair(record, policy, now)
                .Tell(new QueuedEvent(0, RecoveryEventKind.ClockRepaired, RecoveryMethod.None, now, from), policy),
            ct);
    }
}
