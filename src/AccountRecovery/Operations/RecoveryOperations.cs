using NodaTime;

namespace AccountRecovery;

internal sealed class RecoveryOperations(RecordRunner runner, TicketSigner signer, KeyWalk walk, RecordTimeline timeline, RecoveryPolicy policy) : IRecoveryOperations
{
    public ValueTask<RepairOutcome> RepairClockAsync(AccountId account, Caller caller, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        var from = CallerTrace.Of(caller);
        return runner.RunByClockAsync<RepairOutcome>(
            account,
            (record, clockNow) => ClockRepairRules.Repair(record, timeline, from, policy, clockNow),
            why => new RepairOutcome.Busy(why),
            ct);
    }

    public ValueTask<ReopenOutcome> ReopenAsync(AccountId account, Caller caller, CancellationToken ct = default) => GrantAsync(account, caller, CredentialRules.Reopen, ct);

    public ValueTask<ReopenOutcome> ReleaseAsync(AccountId account, Caller caller, CancellationToken ct = default) => GrantAsync(account, caller, CredentialRules.Release, ct);

    public IAsyncEnumerable<KeyWalkStep> ResealAsync(AccountId? after = null, CancellationToken ct = default) => Walk(reseals: true, after, ct);

    public IAsyncEnumerable<KeyWalkStep> CountKeysAsync(AccountId? after = null, CancellationToken ct = default) => Walk(reseals: false, after, ct);

    private async ValueTask<ReopenOutcome> GrantAsync(
        AccountId account, Caller caller, Func<AccountRecord?, CallerTrace, RecoveryPolicy, Instant, Decision<ReopenAnswer>> decide, CancellationToken ct)
    {
        Arguments.Check(account, caller);
        var from = CallerTrace.Of(caller);
        return await runner.RunAsync<ReopenAnswer>(
            account,
            loaded => decide(loaded.Record, from, policy, loaded.Now),
            why => new ReopenAnswer.Busy(why),
            ct).ConfigureAwait(false) switch
        {
            ReopenAnswer.Reopened it => new ReopenOutcome.Reopened(Grants.Sign(signer, account, caller, it.Epoch, it.At), it.At + Reentry.GrantLifetime),
            ReopenAnswer.TooSoon it => new ReopenOutcome.TooSoon(it.Until),
            ReopenAnswer.NotNeeded => new ReopenOutcome.NotNeeded(),
            ReopenAnswer.NoRecord => new ReopenOutcome.NoRecord(),
            ReopenAnswer.Busy it => new ReopenOutcome.Busy(it.Why),
            _ => throw new InvalidOperationException("The family is closed."),
        };
    }

    private IAsyncEnumerable<KeyWalkStep> Walk(bool reseals, AccountId? after, CancellationToken ct)
    {
        if (after is { } account)
        {
            Arguments.Check(account);
        }

        return walk.Start(reseals, after, ct);
    }
}
