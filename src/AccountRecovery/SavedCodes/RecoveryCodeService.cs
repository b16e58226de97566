namespace AccountRecovery;

internal sealed class RecoveryCodeService(RecordRunner runner, TicketSigner signer, RecoveryPolicy policy) : IRecoveryCodes
{
    public async ValueTask<IssueOutcome> GenerateAsync(
        AccountId account, IReadOnlyList<Ticket> proofs, Caller caller, string? current = null, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        SavedCodeIssueAsk ask = Ask(account, proofs, caller, current, ReceiptAsk.For(ReceiptVerb.GenerateRecoveryCode, caller, []));
        var drawn = DrawnCode.Draw(CodeFormat.RecoveryCode);
        var fresh = RecordSecret.Generate();
        IssueAnswer answer = await runner.RunAsync<IssueAnswer>(
            account,
            loaded => RecoveryCodeIssueRules.Issue(loaded.Record, ask, drawn, fresh, policy, loaded.Now),
            why => new IssueAnswer.Busy(why),
            ct).ConfigureAwait(false);
        return answer switch
        {
            IssueAnswer.Issued it => new IssueOutcome.Issued(new CodeSheet(RecoveryMethod.RecoveryCode, it.Number, it.At, [drawn.Code])),
            IssueAnswer.Already it => new IssueOutcome.AlreadyIssued(it.Value) { Replayed = true },
            IssueAnswer.Refused it => new IssueOutcome.Refused(it.Why),
            IssueAnswer.Busy it => new IssueOutcome.Busy(it.Why),
            _ => throw new InvalidOperationException("The family is closed."),
        };
    }

    public async ValueTask<RedeemOutcome> RedeemAsync(AccountId account, string? typed, Caller caller, Ticket? proof = null, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        SavedCodeAsk ask = SavedCodeAsk.Of(signer, account, typed, ProofPurpose.Recover, ReceiptVerb.RedeemRecoveryCode, caller, proof);
        DrawnCode? replacement = policy.ReplacesUsedCodes ? DrawnCode.Draw(CodeFormat.RecoveryCode) : null;
        SavedCodeAnswer answer = await runner.RunAsync<SavedCodeAnswer>(
            account,
            loaded => RecoveryCodeRules.Redeem(loaded.Record, ask, replacement, policy, loaded.Now),
            why => new SavedCodeAnswer.Busy(why),
            ct).ConfigureAwait(false);
        return SavedCodeOutcomes.Of(answer, it => new RedeemOutcome.Redeemed(
            signer.Sign(account, caller.GivenSession, new TicketFacts(ProofKind.RecoveryCode, ProofPurpose.Recover, it.Epoch, it.At, it.At + policy.TicketLifetime)), Remaining: 0)
        {
            Voided = it.Voided,
            Grant = Grants.Sign(signer, account, caller, it.Epoch, it.At),
            Replacement = it.Replacement is { } number ? new CodeSheet(RecoveryMethod.RecoveryCode, number, it.At, [replacement!.Code]) : null,
        });
    }

    public async ValueTask<RecoveryCodeStatus> GetStatusAsync(AccountId account, CancellationToken ct = default)
    {
        Arguments.Check(account);
        return RecoveryCodeStatus.Of((await runner.ReadAsync(account, ct).ConfigureAwait(false)).Record);
    }

    public ValueTask<RevokeOutcome> RevokeAsync(AccountId account, IReadOnlyList<Ticket> proofs, Caller caller, string? current = null, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        SavedCodeIssueAsk ask = Ask(account, proofs, caller, current, receipt: null);
        return runner.RunAsync(
            account,
            loaded => RecoveryCodeIssueRules.Revoke(loaded.Record, ask, policy, loaded.Now),
            why => new RevokeOutcome.Busy(why),
            ct);
    }

    private SavedCodeIssueAsk Ask(AccountId account, IReadOnlyList<Ticket> proofs, Caller caller, string? current, ReceiptAsk? receipt) =>
        new(ProofsGiven.Open(signer, account, proofs, caller), current, receipt, CallerTrace.Of(caller));
}
