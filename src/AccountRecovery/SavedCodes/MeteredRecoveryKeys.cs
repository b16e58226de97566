namespace AccountRecovery;

/// <summary>The recovery key, watched: every call in an activity, every outcome counted.</summary>
internal sealed class MeteredRecoveryKeys(RecoveryKeyService service, RecoveryMeter meter) : IRecoveryKeys
{
    public ValueTask<BeginKeyOutcome> BeginAsync(
        AccountId account, IReadOnlyList<Ticket> proofs, bool acknowledged, Caller caller, string? recoveryCode = null, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.Generate,
        RecoveryMethod.RecoveryKey,
        (service, account, proofs, acknowledged, caller, recoveryCode, ct),
        static it => it.service.BeginAsync(it.account, it.proofs, it.acknowledged, it.caller, it.recoveryCode, it.ct),
        Ending.Of);

    public ValueTask<ConfirmOutcome> ConfirmAsync(AccountId account, string? typed, Caller caller, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.Confirm,
        RecoveryMethod.RecoveryKey,
        (service, account, typed, caller, ct),
        static it => it.service.ConfirmAsync(it.account, it.typed, it.caller, it.ct),
        Ending.Of);

    public ValueTask<RedeemOutcome> RedeemAsync(
        AccountId account, string? typed, ProofPurpose purpose, Caller caller, Ticket? proof = null, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.Redeem,
        RecoveryMethod.RecoveryKey,
        (service, account, typed, purpose, caller, proof, ct),
        static it => it.service.RedeemAsync(it.account, it.typed, it.purpose, it.caller, it.proof, it.ct),
        Ending.Of);

    public ValueTask<RecoveryKeyStatus> GetStatusAsync(AccountId account, CancellationToken ct = default) => service.GetStatusAsync(account, ct);

    public ValueTask<DisableKeyOutcome> DisableAsync(
        AccountId account, IReadOnlyList<Ticket> proofs, Caller caller, string? typed = null, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.Revoke,
        RecoveryMethod.RecoveryKey,
        (service, account, proofs, caller, typed, ct),
        static it => it.service.DisableAsync(it.account, it.proofs, it.caller, it.typed, it.ct),
        Ending.Of);
}
