namespace AccountRecovery;

internal sealed class RecoveryData(RecoveryCalls calls, RecoveryPolicy policy) : IRecoveryData
{
    public async ValueTask<RecoveryExport?> ExportAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        Loaded loaded = await calls.ReadAsync(account, cancellationToken).ConfigureAwait(false);
        return loaded.Record is { } record ? RecoveryExport.Of(account, record, policy, loaded.Now) : null;
    }

    public ValueTask<EraseOutcome> EraseAsync(AccountId account, Caller caller, bool force = false, CancellationToken cancellationToken = default)
    {
        RecoveryCall call = calls.Open(RecoveryAction.Erase, RecoveryMethod.None, account, caller);
        var secret = RecordSecret.Generate();
        return calls.RunAsync(call, loaded => EraseRules.Erase(loaded.Record, secret, force, call.From, policy, loaded.Now), why => new EraseOutcome.Busy(why), cancellationToken);
    }
}
