namespace AccountRecovery;

internal sealed class SignInPromptService(RecordRunner runner, TicketSigner signer, RecoveryPolicy policy) : ISignInPrompt
{
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
}
