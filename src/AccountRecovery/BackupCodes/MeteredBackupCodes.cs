namespace AccountRecovery;

/// <summary>Counts what the calls come to, the ones included that change nothing and that no event tells of.</summary>
/// <remarks>What a call is given goes through it unseen; only what <see cref="Ending"/> keeps of the outcome reaches the meter.</remarks>
internal sealed class MeteredBackupCodes(IBackupCodes service, RecoveryMeter meter) : IBackupCodes
{
    public ValueTask<IssueOutcome> GenerateAsync(AccountId account, IReadOnlyList<Ticket> proofs, Caller caller, int? count = null, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.Generate,
        RecoveryMethod.BackupCodes,
        (service, account, proofs, caller, count, ct),
        static it => it.service.GenerateAsync(it.account, it.proofs, it.caller, it.count, it.ct),
        Ending.Of);

    public ValueTask<ConfirmOutcome> ConfirmAsync(
        AccountId account, string? typed, Caller caller, Ticket? attestation = null, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.Confirm,
        RecoveryMethod.BackupCodes,
        (service, account, typed, caller, attestation, ct),
        static it => it.service.ConfirmAsync(it.account, it.typed, it.caller, it.attestation, it.ct),
        Ending.Of);

    public ValueTask<RedeemOutcome> RedeemAsync(
        AccountId account, string? typed, ProofPurpose purpose, Caller caller, Ticket? attestation = null, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.Redeem,
        RecoveryMethod.BackupCodes,
        (service, account, typed, purpose, caller, attestation, ct),
        static it => it.service.RedeemAsync(it.account, it.typed, it.purpose, it.caller, it.attestation, it.ct),
        Ending.Of);

    public ValueTask<BackupCodeStatus> GetStatusAsync(AccountId account, CancellationToken ct = default) => service.GetStatusAsync(account, ct);

    public ValueTask<RevokeOutcome> RevokeAsync(AccountId account, IReadOnlyList<Ticket> proofs, Caller caller, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.Revoke,
        RecoveryMethod.BackupCodes,
        (service, account, proofs, caller, ct),
        static it => it.service.RevokeAsync(it.account, it.proofs, it.caller, it.ct),
        Ending.Of);

    public ValueTask<ImportOutcome> ImportAsync(
        AccountId account, IReadOnlyList<string> codes, CodeFormat format, Caller caller, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.Import,
        RecoveryMethod.BackupCodes,
        (service, account, codes, format, caller, ct),
        static it => it.service.ImportAsync(it.account, it.codes, it.format, it.caller, it.ct),
        Ending.Of);
}
