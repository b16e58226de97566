namespace AccountRecovery;

/// <summary>The contacts, watched: every change in an activity, every outcome counted.</summary>
internal sealed class MeteredSecurityInfo(SecurityInfoService service, RecoveryMeter meter) : ISecurityInfo
{
    public ValueTask<SecurityInfoView> GetAsync(AccountId account, CancellationToken ct = default) => service.GetAsync(account, ct);

    public ValueTask<ChangeOutcome> AddAsync(AccountId account, NewContact contact, IReadOnlyList<Ticket> proofs, Caller caller, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.Add,
        RecoveryMethod.SecurityCodes,
        (service, account, contact, proofs, caller, ct),
        static it => it.service.AddAsync(it.account, it.contact, it.proofs, it.caller, it.ct),
        Ending.Of);

    public ValueTask<ChangeOutcome> RemoveAsync(AccountId account, ContactId contact, IReadOnlyList<Ticket> proofs, Caller caller, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.Remove,
        RecoveryMethod.SecurityCodes,
        (service, account, contact, proofs, caller, ct),
        static it => it.service.RemoveAsync(it.account, it.contact, it.proofs, it.caller, it.ct),
        Ending.Of);

    public ValueTask<ChangeOutcome> UndoRemovalAsync(AccountId account, Ticket proof, Caller caller, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.UndoRemoval,
        RecoveryMethod.SecurityCodes,
        (service, account, proof, caller, ct),
        static it => it.service.UndoRemovalAsync(it.account, it.proof, it.caller, it.ct),
        Ending.Of);

    public ValueTask<ChangeOutcome> RemoveAllAsync(AccountId account, IReadOnlyList<Ticket> proofs, Caller caller, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.RemoveAll,
        RecoveryMethod.SecurityCodes,
        (service, account, proofs, caller, ct),
        static it => it.service.RemoveAllAsync(it.account, it.proofs, it.caller, it.ct),
        Ending.Of);

    public ValueTask<ChangeOutcome> CancelWaitAsync(AccountId account, Ticket proof, Caller caller, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.CancelWait,
        RecoveryMethod.SecurityCodes,
        (service, account, proof, caller, ct),
        static it => it.service.CancelWaitAsync(it.account, it.proof, it.caller, it.ct),
        Ending.Of);

    public ValueTask<ChangeOutcome> SetNoticeAddressAsync(AccountId account, NewContact contact, IReadOnlyList<Ticket> proofs, Caller caller, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.SetNoticeAddress,
        RecoveryMethod.SecurityCodes,
        (service, account, contact, proofs, caller, ct),
        static it => it.service.SetNoticeAddressAsync(it.account, it.contact, it.proofs, it.caller, it.ct),
        Ending.Of);

    public ValueTask<ChangeOutcome> FreezeAsync(AccountId account, Ticket proof, Caller caller, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.Freeze,
        RecoveryMethod.SecurityCodes,
        (service, account, proof, caller, ct),
        static it => it.service.FreezeAsync(it.account, it.proof, it.caller, it.ct),
        Ending.Of);

    public ValueTask<VerifyOutcome> ConfirmAsync(
        AccountId account, ChallengeId challenge, string? typed, Caller caller, Ticket? proof = null, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.Confirm,
        RecoveryMethod.SecurityCodes,
        (service, account, challenge, typed, caller, proof, ct),
        static it => it.service.ConfirmAsync(it.account, it.challenge, it.typed, it.caller, it.proof, it.ct),
        Ending.Of);
}
