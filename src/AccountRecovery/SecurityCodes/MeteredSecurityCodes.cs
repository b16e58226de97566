namespace AccountRecovery;

/// <summary>Security codes, watched: every call in an activity, every outcome counted.</summary>
internal sealed class MeteredSecurityCodes(SecurityCodeService service, RecoveryMeter meter) : ISecurityCodes
{
    public ValueTask<SendOutcome> SendAsync(AccountId account, ContactId contact, ProofPurpose purpose, Ticket proof, Caller caller, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.Send,
        RecoveryMethod.SecurityCodes,
        (service, account, contact, purpose, proof, caller, ct),
        static it => it.service.SendAsync(it.account, it.contact, it.purpose, it.proof, it.caller, it.ct),
        Ending.Of);

    public ValueTask<SendOutcome> SendToMatchAsync(AccountId account, string? typed, ProofPurpose purpose, Caller caller, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.Send,
        RecoveryMethod.SecurityCodes,
        (service, account, typed, purpose, caller, ct),
        static it => it.service.SendToMatchAsync(it.account, it.typed, it.purpose, it.caller, it.ct),
        Ending.Of);

    public ValueTask<SendOutcome> ResendAsync(AccountId account, ChallengeId challenge, Caller caller, Ticket? proof = null, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.Send,
        RecoveryMethod.SecurityCodes,
        (service, account, challenge, caller, proof, ct),
        static it => it.service.ResendAsync(it.account, it.challenge, it.caller, it.proof, it.ct),
        Ending.Of);

    public ValueTask<VerifyOutcome> VerifyAsync(
        AccountId account, ChallengeId challenge, string? typed, ProofPurpose purpose, Caller caller, Ticket? proof = null, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.Redeem,
        RecoveryMethod.SecurityCodes,
        (service, account, challenge, typed, purpose, caller, proof, ct),
        static it => it.service.VerifyAsync(it.account, it.challenge, it.typed, it.purpose, it.caller, it.proof, it.ct),
        Ending.Of);
}
