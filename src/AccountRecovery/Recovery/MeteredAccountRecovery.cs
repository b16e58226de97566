namespace AccountRecovery;

/// <summary>Completing a recovery, watched: every call in an activity, every outcome counted.</summary>
internal sealed class MeteredAccountRecovery(RecoveryService service, RecoveryMeter meter) : IAccountRecovery
{
    public ValueTask<CompleteOutcome> CompleteAsync(AccountId account, IReadOnlyList<Ticket> proofs, Caller caller, CancellationToken ct = default) => meter.WatchAsync(
        RecoveryAction.Complete,
        RecoveryMethod.None,
        (service, account, proofs, caller, ct),
        static it => it.service.CompleteAsync(it.account, it.proofs, it.caller, it.ct),
        Ending.Of);

    public ValueTask<CredentialsOutcome> CredentialsSetAsync(AccountId account, Ticket grant, Caller caller, CancellationToken ct = default) =>
        service.CredentialsSetAsync(account, grant, caller, ct);
}
