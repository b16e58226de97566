using NodaTime;

namespace AccountRecovery;

internal sealed class RecoveryOperations(RecoveryCalls calls, RecordRunner runner, KeyRotation rotation, RecordTimeline timeline, RecoveryPolicy policy) : IRecoveryOperations
{
    public ValueTask<RepairOutcome> RepairClockAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default)
    {
        RecoveryCall call = calls.Open(RecoveryAction.RepairClock, RecoveryMethod.None, account, caller);
        return calls.MeasureAsync(call, () => runner.RunByClockAsync<RepairOutcome>(
            account,
            (record, clockNow) => ClockRepairRules.Repair(record, timeline, call.From, policy, clockNow),
            why => new RepairOutcome.Busy(why),
            cancellationToken));
    }

    public ValueTask<ReopenOutcome> ReopenAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default) =>
        GrantAsync(RecoveryAction.Reopen, account, caller, CredentialRules.Reopen, cancellationToken);

    public ValueTask<ReopenOutcome> ReleaseAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default) =>
        GrantAsync(RecoveryAction.Release, account, caller, CredentialRules.Release, cancellationToken);

    public IAsyncEnumerable<KeyRotationStep> ResealAsync(AccountId? after = null, CancellationToken cancellationToken = default) => Walk(reseals: true, after, cancellationToken);

    public IAsyncEnumerable<KeyRotationStep> CountKeysAsync(AccountId? after = null, CancellationToken cancellationToken = default) => Walk(reseals: false, after, cancellationToken);

    private ValueTask<ReopenOutcome> GrantAsync(
        RecoveryAction action, AccountId account, Caller caller, Func<AccountRecord?, CallerTrace, RecoveryPolicy, Instant, Decision<ReopenResult>> decide, CancellationToken cancellationToken)
    {
        RecoveryCall call = calls.Open(action, RecoveryMethod.None, account, caller);
        return calls.RunAsync<ReopenResult, ReopenOutcome>(
            call,
            loaded => decide(loaded.Record, call.From, policy, loaded.Now),
            why => new ReopenResult.Busy(why),
            answer => answer.Match<ReopenOutcome>(
                reopened => new ReopenOutcome.Reopened(calls.SignGrant(call, reopened.Epoch, reopened.At), reopened.At + Reentry.GrantLifetime),
                until => new ReopenOutcome.TooSoon(until),
                () => new ReopenOutcome.NotNeeded(),
                () => new ReopenOutcome.NoRecord(),
                why => new ReopenOutcome.Busy(why)),
            cancellationToken);
    }

    private IAsyncEnumerable<KeyRotationStep> Walk(bool reseals, AccountId? after, CancellationToken cancellationToken)
    {
        if (after is { } account)
        {
            RecoveryCalls.Check(account);
        }

        return rotation.Start(reseals, after, cancellationToken);
    }
}
