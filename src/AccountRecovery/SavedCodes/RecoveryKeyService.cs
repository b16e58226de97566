namespace AccountRecovery;

internal sealed class RecoveryKeyService(RecordRunner runner, TicketSigner signer, RecoveryPolicy policy) : IRecoveryKeys
{
    public async ValueTask<BeginKeyOutcome> BeginAsync(
        AccountId account, IReadOnlyList<Ticket> proofs, bool acknowledged, Caller caller, string? recoveryCode = null, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        var ask = new SavedCodeIssueAsk(
            ProofsGiven.Open(signer, account, proofs, caller), recoveryCode, ReceiptAsk.For(ReceiptVerb.BeginRecoveryKey, caller, []), CallerTrace.Of(caller));
        var drawn = DrawnCode.Draw(CodeFormat.RecoveryKey);
        KeyLoss loss = LossOf(null);
        IssueAnswer answer = await runner.RunAsync<IssueAnswer>(
            account,
            loaded =>
            {
                loss = LossOf(loaded.Record);
                return RecoveryKeyIssueRules.Begin(loaded.Record, ask, acknowledged, drawn, policy, loaded.Now);
            },
            why => new IssueAnswer.Busy(why),
            ct).ConfigureAwait(false);
        return answer switch
        {
            IssueAnswer.Issued it => new BeginKeyOutcome.AwaitingConfirmation(
                new CodeSheet(RecoveryMethod.RecoveryKey, it.Number, it.At, [drawn.Code]), it.PendingUntil!.Value, loss),
            IssueAnswer.Already it => new BeginKeyOutcome.AlreadyIssued(it.Value) { Replayed = true },
            IssueAnswer.Refused { Why: Refusal.AcknowledgementNeeded } => new BeginKeyOutcome.AcknowledgementNeeded(loss),
            IssueAnswer.Refused it => new BeginKeyOutcome.Refused(it.Why),
            IssueAnswer.Busy it => new BeginKeyOutcome.Busy(it.Why),
            _ => throw new InvalidOperationException("The family is closed."),
        };
    }

    public async ValueTask<ConfirmOutcome> ConfirmAsync(AccountId account, string? typed, Caller caller, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        SavedCodeAsk ask = SavedCodeAsk.Of(signer, account, typed, ProofPurpose.ChangeSecuritySettings, ReceiptVerb.ConfirmRecoveryKey, caller, proof: null);
        SavedCodeAnswer answer = await runner.RunAsync<SavedCodeAnswer>(
            account,
            loaded => Remember(loaded, RecoveryKeyRules.Confirm(loaded.Record, ask, policy, loaded.Now)),
            why => new SavedCodeAnswer.Busy(why),
            ct).ConfigureAwait(false);
        ConfirmOutcome outcome = answer switch
        {
            SavedCodeAnswer.Accepted => new ConfirmOutcome.Confirmed(Remaining: 1),
            SavedCodeAnswer.Malformed it => new ConfirmOutcome.Malformed(it.Fold.Fault, it.Fold.Position),
            SavedCodeAnswer.Refused it => new ConfirmOutcome.Rejected(it.Why),
            SavedCodeAnswer.Paused it => new ConfirmOutcome.Paused(it.Until),
            SavedCodeAnswer.Closed => new ConfirmOutcome.Closed(),
            SavedCodeAnswer.Busy it => new ConfirmOutcome.Busy(it.Why),
            _ => throw new InvalidOperationException("The family is closed."),
        };
        return outcome with { Replayed = answer.Replayed };
    }

    public async ValueTask<RedeemOutcome> RedeemAsync(
        AccountId account, string? typed, ProofPurpose purpose, Caller caller, Ticket? proof = null, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        Arguments.Check(purpose);
        SavedCodeAsk ask = SavedCodeAsk.Of(signer, account, typed, purpose, ReceiptVerb.RedeemRecoveryKey, caller, proof);
        SavedCodeAnswer answer = await runner.RunAsync<SavedCodeAnswer>(
            account,
            loaded => Remember(loaded, RecoveryKeyRules.Redeem(loaded.Record, ask, policy, loaded.Now)),
            why => new SavedCodeAnswer.Busy(why),
            ct).ConfigureAwait(false);
        return SavedCodeOutcomes.Of(answer, it => new RedeemOutcome.Redeemed(
            signer.Sign(account, caller.GivenSession, new TicketFacts(ProofKind.RecoveryKey, purpose, it.Epoch, it.At, it.At + policy.TicketLifetime)), Remaining: 0));
    }

    public async ValueTask<RecoveryKeyStatus> GetStatusAsync(AccountId account, CancellationToken ct = default)
    {
        Arguments.Check(account);
        return RecoveryKeyStatus.Of((await runner.ReadAsync(account, ct).ConfigureAwait(false)).Record, policy);
    }

    public ValueTask<DisableKeyOutcome> DisableAsync(AccountId account, IReadOnlyList<Ticket> proofs, Caller caller, string? typed = null, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        var ask = new SavedCodeIssueAsk(ProofsGiven.Open(signer, account, proofs, caller), typed, Receipt: null, CallerTrace.Of(caller));
        return runner.RunAsync(
            account,
            loaded => RecoveryKeyIssueRules.Disable(loaded.Record, ask, policy, loaded.Now),
            why => new DisableKeyOutcome.Busy(why),
            ct);
    }

    private static KeyLoss LossOf(AccountRecord? record) => new(record?.RecoveryCode.Live is not null, RecoveryPolicy.KeyExclusiveAfter);

    // What is told to have run out is written as gone: a clock that steps back afterwards must not revive it.
    private static Decision<SavedCodeAnswer> Remember(Loaded loaded, Decision<SavedCodeAnswer> decision) =>
        decision is { Next: null, Answer: SavedCodeAnswer.Refused } && loaded.HasEnded ? decision with { Next = loaded.Record } : decision;
}
