namespace AccountRecovery;

internal sealed class AccountAccessService(RecoveryCalls calls, RecoveryPolicy policy) : IAccountAccess
{
    public async ValueTask<AccessAnswer> EvaluateAsync(AccountId account, AccountAction action, AccessFacts facts, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (!Enum.IsDefined(action))
        {
            throw new ArgumentOutOfRangeException(nameof(action), action, "No such action.");
        }

        Loaded loaded = await calls.ReadAsync(account, ct).ConfigureAwait(false);
        return AccessRules.Evaluate(loaded.Record, action, facts, policy, loaded.Now);
    }
}
