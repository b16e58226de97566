using Attempt = AccountRecovery.AttemptResult<AccountRecovery.SavedCodeAccepted>;

namespace AccountRecovery;

internal sealed class RecoveryKeyService(RecoveryCalls calls, RecoveryPolicy policy) : IRecoveryKeys
{
    public ValueTask<BeginKeyOutcome> BeginAsync(AccountId account, bool acknowledged, Caller caller, string? recoveryCode = null, CancellationToken cancellationToken = default)
    {
        RecoveryCall call = Open(RecoveryAction.Generate, account, caller) with { Typed = recoveryCode, Receipt = ReceiptRequest.For(ReceiptVerb.BeginRecoveryKey, caller, []) };
        var drawn = DrawnCode.Draw(CodeFormat.RecoveryKey);
        KeyLoss loss = LossOf(null);
        return calls.RunAsync<IssueResult, BeginKeyOutcome>(
            call,
            loaded =>
            {
                loss = LossOf(loaded.Record);
                return RecoveryKeyIssueRules.Begin(loaded.Record, call, acknowledged, drawn, policy, loaded.Now);
            },
            why => new IssueResult.Busy(why),
            answer => answer.Match<BeginKeyOutcome>(
                issued => new BeginKeyOutcome.AwaitingConfirmation(
                    new CodeSheet(RecoveryMethod.RecoveryKey, issued.Number, issued.At, [drawn.Code]), issued.PendingUntil!.Value, loss),
                already => new BeginKeyOutcome.AlreadyIssued(already) { Replayed = true },
                why => why == Refusal.AcknowledgementNeeded ? new BeginKeyOutcome.AcknowledgementNeeded(loss) : new BeginKeyOutcome.Refused(why),
                why => new BeginKeyOutcome.Busy(why)),
            cancellationToken);
    }

    public ValueTask<ConfirmOutcome> ConfirmAsync(AccountId account, string? typed, Caller caller, CancellationToken cancellationToken = default)
    {
        RecoveryCall call = Open(RecoveryAction.Confirm, account, caller) with
        {
            Typed = typed,
            Receipt = ReceiptRequest.For(ReceiptVerb.ConfirmRecoveryKey, caller, ReceiptRequest.InputOf(ProofPurpose.ChangeSecuritySettings, typed)),
        };
        return calls.RunAsync<Attempt, ConfirmOutcome>(
            call,
            loaded => Remember(loaded, RecoveryKeyRules.Confirm(loaded.Record, call, policy, loaded.Now)),
            why => new Attempt.Busy(why),
            result => result.ToConfirmOutcome(static _ => new ConfirmOutcome.Confirmed(Remaining: 1)),
            cancellationToken);
    }

    public ValueTask<RedeemOutcome> RedeemAsync(AccountId account, string? typed, Caller caller, ProofPurpose purpose = ProofPurpose.Recover, CancellationToken cancellationToken = default)
    {
        RecoveryCalls.Check(purpose);
        RecoveryCall call = Open(RecoveryAction.Redeem, account, caller) with
        {
            Purpose = purpose,
            Typed = typed,
            Receipt = ReceiptRequest.For(ReceiptVerb.RedeemRecoveryKey, caller, ReceiptRequest.InputOf(purpose, typed)),
        };
        return calls.RunAsync<Attempt, RedeemOutcome>(
            call,
            loaded => Remember(loaded, RecoveryKeyRules.Redeem(loaded.Record, call, policy, loaded.Now)),
            why => new Attempt.Busy(why),
            result => result.ToRedeemOutcome(it => new RedeemOutcome.Redeemed(
                calls.Sign(call, new TicketFacts(ProofKind.RecoveryKey, purpose, it.Epoch, it.At, it.At + policy.TicketLifetime)), Remaining: 0)),
            cancellationToken);
    }

    public async ValueTask<RecoveryKeyStatus> GetStatusAsync(AccountId account, CancellationToken cancellationToken = default) =>
        RecoveryKeyStatus.Of((await calls.ReadAsync(account, cancellationToken).ConfigureAwait(false)).Record, policy);

    public ValueTask<DisableKeyOutcome> DisableAsync(AccountId account, Caller caller, string? typed = null, CancellationToken cancellationToken = default)
    {
        RecoveryCall call = Open(RecoveryAction.Revoke, account, caller) with { Typed = typed };
        return calls.RunAsync(call, loaded => RecoveryKeyIssueRules.Disable(loaded.Record, call, policy, loaded.Now), why => new DisableKeyOutcome.Busy(why), cancellationToken);
    }

    private RecoveryCall Open(RecoveryAction action, AccountId account, Caller caller) => calls.Open(action, RecoveryMethod.RecoveryKey, account, caller);

    private static KeyLoss LossOf(AccountRecord? record) => new(record?.RecoveryCode.Live is not null, RecoveryPolicy.KeyExclusiveAfter);

    // If an attempt is refused, the removal of what has expired is written. Otherwise a clock that is set back could make it valid again.
    private static Decision<Attempt> Remember(Loaded loaded, Decision<Attempt> decision) =>
        decision is { Next: null, Answer: Attempt.Refused } && loaded.HasEnded ? decision with { Next = loaded.Record } : decision;
}
