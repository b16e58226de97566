namespace AccountRecovery;

/// <summary>The recovery code, watched: every call in an activity, every outcome counted.</summary>
internal sealed class MeteredRecoveryCodes(RecoveryCodeService service, RecoveryMeter meter) : IRecoveryCodes
{
    public ValueTask<IssueOutcome> GenerateAsync(
        AccountId account, IReadOnlyList<Ticket> proofs, Caller caller, string? current = null, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.Generate,
        RecoveryMethod.RecoveryCode,
        (service, account, proofs, caller, current, ct),
        static it => it.service.GenerateAsync(it.account, it.proofs, it.caller, it.current, it.ct),
        Ending.Of);

    public ValueTask<RedeemOutcome> RedeemAsync(AccountId account, string? typed, Caller caller, Ticket? proof = null, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.Redeem,
        RecoveryMethod.RecoveryCode,
        (service, account, typed, caller, proof, ct),
        static it => it.service.RedeemAsync(it.account, it.typed, it.caller, it.proof, it.ct),
        Ending.Of);

    public ValueTask<RecoveryCodeStatus> GetStatusAsync(AccountId account, CancellationToken ct = default) => service.GetStatusAsync(account, ct);

    public ValueTask<RevokeOutcome> RevokeAsync(
        AccountId account, IReadOnlyList<Ticket> proofs, Caller caller, string? current = null, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.Revoke,
        RecoveryMethod.RecoveryCode,
        (service, account, proofs, caller, current, ct),
        static it => it.service.RevokeAsync(it.account, it.proofs, it.caller, it.current, it.ct),
        Ending.Of);
}
