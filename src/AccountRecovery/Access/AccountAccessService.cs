namespace AccountRecovery;

internal sealed class AccountAccessService(RecoveryCalls calls, RecoveryPolicy policy) : IAccountAccess
{
    public async ValueTask<AccessResult> EvaluateAsync(AccountId account, AccountAction action, AccessFacts facts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (!Enum.IsDefined(action))
        {
            throw new ArgumentOutOfRangeException(nameof(action), action, "No such action.");
        }

        Loaded loaded = await calls.ReadAsync(account, cancellationToken).ConfigureAwait(false);
        return AccessRules.Evaluate(loaded.Record, action, facts, policy, loaded.Now);
    }
}
