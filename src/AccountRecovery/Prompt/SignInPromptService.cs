namespace AccountRecovery;

internal sealed class SignInPromptService(RecoveryCalls calls, RecoveryPolicy policy) : ISignInPrompt
{
    public ValueTask<SignInOutcome> RecordSignInAsync(AccountId account, AccessFacts facts, Caller caller, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(facts);
        RecoveryCall call = calls.Open(RecoveryAction.RecordSignIn, RecoveryMethod.None, account, caller);
        return calls.RunAsync(call, loaded => PromptRules.SignIn(loaded.Record, facts, call.From, policy, loaded.Now), why => new SignInOutcome.Busy(why), cancellationToken);
    }

    public ValueTask<SkipOutcome> SkipPromptAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default)
    {
        RecoveryCall call = calls.Open(RecoveryAction.SkipPrompt, RecoveryMethod.None, account, caller) with { Purpose = ProofPurpose.AnswerPrompt };
        return calls.RunAsync(call, loaded => PromptRules.Skip(loaded.Record, call.Given, call.From, policy, loaded.Now), why => new SkipOutcome.Busy(why), cancellationToken);
    }
}
