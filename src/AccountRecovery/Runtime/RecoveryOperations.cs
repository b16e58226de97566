namespace AccountRecovery;

internal sealed class RecoveryOperations(RecordRunner runner, KeyWalk walk, RecoveryPolicy policy) : IRecoveryOperations
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

    public IAsyncEnumerable<KeyWalkStep> ResealAsync(AccountId? after = null, CancellationToken ct = default) => Walk(reseals: true, after, ct);

    public IAsyncEnumerable<KeyWalkStep> CountKeysAsync(AccountId? after = null, CancellationToken ct = default) => Walk(reseals: false, after, ct);

    private IAsyncEnumerable<KeyWalkStep> Walk(bool reseals, AccountId? after, CancellationToken ct)
    {
        if (after is { } account)
        {
            Arguments.Check(account);
        }

        return walk.Start(reseals, after, ct);
    }
}
