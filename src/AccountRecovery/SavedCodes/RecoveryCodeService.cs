namespace AccountRecovery;

internal sealed class RecoveryCodeService(RecoveryCalls calls, RecoveryPolicy policy) : IRecoveryCodes
{
    public ValueTask<IssueOutcome> GenerateAsync(AccountId account, Caller caller, string? current = null, CancellationToken cancellationToken = default)
    {
        RecoveryCall call = Open(RecoveryAction.Generate, account, caller) with { Typed = current, Receipt = ReceiptRequest.For(ReceiptVerb.GenerateRecoveryCode, caller, []) };
        var drawn = DrawnCode.Draw(CodeFormat.RecoveryCode);
        var fresh = RecordSecret.Generate();
        return calls.RunAsync<IssueResult, IssueOutcome>(
            call,
            loaded => RecoveryCodeIssueRules.Issue(loaded.Record, call, drawn, fresh, policy, loaded.Now),
            why => new IssueResult.Busy(why),
            answer => answer.Match<IssueOutcome>(
                issued => new IssueOutcome.Issued(new CodeSheet(RecoveryMethod.RecoveryCode, issued.Number, issued.At, [drawn.Code])),
                already => new IssueOutcome.AlreadyIssued(already) { Replayed = true },
                why => new IssueOutcome.Refused(why),
                why => new IssueOutcome.Busy(why)),
            cancellationToken);
    }

    public ValueTask<RedeemOutcome> RedeemAsync(AccountId account, string? typed, Caller caller, CancellationToken cancellationToken = default)
    {
        RecoveryCall call = Open(RecoveryAction.Redeem, account, caller) with
        {
            Purpose = ProofPurpose.Recover,
            Typed = typed,
            Receipt = ReceiptRequest.For(ReceiptVerb.RedeemRecoveryCode, caller, ReceiptRequest.InputOf(ProofPurpose.Recover, typed)),
        };
        DrawnCode? replacement = policy.ReplacesUsedCodes ? DrawnCode.Draw(CodeFormat.RecoveryCode) : null;
        return calls.RunAsync<AttemptResult<SavedCodeAccepted>, RedeemOutcome>(
            call,
            loaded => RecoveryCodeRules.Redeem(loaded.Record, call, replacement, policy, loaded.Now),
            why => new AttemptResult<SavedCodeAccepted>.Busy(why),
            result => result.ToRedeemOutcome(it => new RedeemOutcome.Redeemed(
                calls.Sign(call, new TicketFacts(ProofKind.RecoveryCode, ProofPurpose.Recover, it.Epoch, it.At, it.At + policy.TicketLifetime)), Remaining: 0)
            {
                Voided = it.Voided,
                Grant = calls.SignGrant(call, it.Epoch, it.At),
                Replacement = it.Replacement is { } number ? new CodeSheet(RecoveryMethod.RecoveryCode, number, it.At, [replacement!.Code]) : null,
            }),
            cancellationToken);
    }

    public async ValueTask<RecoveryCodeStatus> GetStatusAsync(AccountId account, CancellationToken cancellationToken = default) =>
        RecoveryCodeStatus.Of((await calls.ReadAsync(account, cancellationToken).ConfigureAwait(false)).Record);

    public ValueTask<RevokeOutcome> RevokeAsync(AccountId account, Caller caller, string? current = null, CancellationToken cancellationToken = default)
    {
        RecoveryCall call = Open(RecoveryAction.Revoke, account, caller) with { Typed = current };
        return calls.RunAsync(call, loaded => RecoveryCodeIssueRules.Revoke(loaded.Record, call, policy, loaded.Now), why => new RevokeOutcome.Busy(why), cancellationToken);
    }

    private RecoveryCall Open(RecoveryAction action, AccountId account, Caller caller) => calls.Open(action, RecoveryMethod.RecoveryCode, account, caller);
}
