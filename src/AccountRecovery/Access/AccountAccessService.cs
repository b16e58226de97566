namespace AccountRecovery;

internal sealed class AccountAccessService(RecordRunner runner, TicketSigner signer, RecoveryPolicy policy) : IAccountAccess
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

    public ValueTask<SignInOutcome> RecordSignInAsync(AccountId account, AccessFacts facts, Caller caller, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        ArgumentNullException.ThrowIfNull(facts);
        var from = CallerTrace.Of(caller);
        return runner.RunAsync(
            account,
            loaded => PromptRules.SignIn(loaded.Record, facts, from, policy, loaded.Now),
            why => new SignInOutcome.Busy(why),
            ct);
    }

    public ValueTask<SkipOutcome> SkipPromptAsync(AccountId account, IReadOnlyList<Ticket> proofs, Caller caller, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        var given = ProofsGiven.Open(signer, account, proofs, caller);
        var from = CallerTrace.Of(caller);
        return runner.RunAsync(
            account,
            loaded => PromptRules.Skip(loaded.Record, given, from, policy, loaded.Now),
            why => new SkipOutcome.Busy(why),
            ct);
    }

    public ValueTask<CredentialsOutcome> CredentialsSetAsync(AccountId account, Ticket grant, Caller caller, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        ArgumentNullException.ThrowIfNull(grant);
        TicketFacts? opened = signer.Open(account, caller.GivenSession, grant);
        var from = CallerTrace.Of(caller);
        return runner.RunAsync(
            account,
            loaded => AccessRules.CredentialsSet(loaded.Record, opened, from, policy, loaded.Now),
            why => new CredentialsOutcome.Busy(why),
            ct);
    }
}
