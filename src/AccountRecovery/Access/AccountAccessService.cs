namespace AccountRecovery;

internal sealed class AccountAccessService(RecordRunner runner, RecoveryPolicy policy) : IAccountAccess
{
    public async ValueTask<AccessAnswer> EvaluateAsync(AccountId account, AccountAction action, AccessFacts facts, CancellationToken ct = default)
    {
        Arguments.Check(account);
        ArgumentNullException.ThrowIfNull(facts);
        if (!Enum.IsDefined(action))
        {
            throw new ArgumentOutOfRangeException(nameof(action), action, "No such action.");
        }

        Loaded loaded = await runner.ReadAsync(account, ct).ConfigureAwait(false);
        return AccessRules.Evaluate(loaded.Record, action, facts, policy, loaded.Now);
    }
}
