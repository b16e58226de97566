using NodaTime;

namespace AccountRecovery;

internal sealed class RecoveryOperations(RecoveryCalls calls, RecordRunner runner, KeyWalk walk, RecordTimeline timeline, RecoveryPolicy policy) : IRecoveryOperations
{
    public ValueTask<RepairOutcome> RepairClockAsync(AccountId account, Caller caller, CancellationToken ct = default)
    {
        RecoveryCall call = calls.Open(RecoveryAction.RepairClock, RecoveryMethod.None, account, caller);
        return calls.MeasureAsync(call, () => runner.RunByClockAsync<RepairOutcome>(
            account,
            (record, clockNow) => ClockRepairRules.Repair(record, timeline, call.From, policy, clockNow),
            why => new RepairOutcome.Busy(why),
            ct));
    }

    public ValueTask<ReopenOutcome> ReopenAsync(AccountId account, Caller caller, CancellationToken ct = default) =>
        GrantAsync(RecoveryAction.Reopen, account, caller, CredentialRules.Reopen, ct);

    public ValueTask<ReopenOutcome> ReleaseAsync(AccountId account, Caller caller, CancellationToken ct = default) =>
        GrantAsync(RecoveryAction.Release, account, caller, CredentialRules.Release, ct);

    public IAsyncEnumerable<KeyWalkStep> ResealAsync(AccountId? after = null, CancellationToken ct = default) => Walk(reseals: true, after, ct);

    public IAsyncEnumerable<KeyWalkStep> CountKeysAsync(AccountId? after = null, CancellationToken ct = default) => Walk(reseals: false, after, ct);

    private ValueTask<ReopenOutcome> GrantAsync(
        RecoveryAction action, AccountId account, Caller caller, Func<AccountRecord?, CallerTrace, RecoveryPolicy, Instant, Decision<ReopenAnswer>> decide, CancellationToken ct)
    {
        RecoveryCall call = calls.Open(action, RecoveryMethod.None, account, caller);
        return calls.RunAsync<ReopenAnswer, ReopenOutcome>(
            call,
            loaded => decide(loaded.Record, call.From, policy, loaded.Now),
            why => new ReopenAnswer.Busy(why),
            answer => answer.Match<ReopenOutcome>(
                reopened => new ReopenOutcome.Reopened(calls.SignGrant(call, reopened.Epoch, reopened.At), reopened.At + Reentry.GrantLifetime),
                until => new ReopenOutcome.TooSoon(until),
                () => new ReopenOutcome.NotNeeded(),
                () => new ReopenOutcome.NoRecord(),
                why => new ReopenOutcome.Busy(why)),
            ct);
    }

    private IAsyncEnumerable<KeyWalkStep> Walk(bool reseals, AccountId? after, CancellationToken ct)
    {
        if (after is { } account)
        {
            RecoveryCalls.Check(account);
        }

        return walk.Start(reseals, after, ct);
    }
}
