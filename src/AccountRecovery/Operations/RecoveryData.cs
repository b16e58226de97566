namespace AccountRecovery;

internal sealed class RecoveryData(RecordRunner runner, RecoveryPolicy policy) : IRecoveryData
{
    public async ValueTask<RecoveryExport?> ExportAsync(AccountId account, CancellationToken ct = default)
    {
        Arguments.Check(account);
        Loaded loaded = await runner.ReadAsync(account, ct).ConfigureAwait(false);
        return loaded.Record is { } record ? RecoveryExport.Of(account, record, policy, loaded.Now) : null;
    }

    public ValueTask<EraseOutcome> EraseAsync(AccountId account, Caller caller, bool force = false, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        var secret = RecordSecret.Generate();
        var from = CallerTrace.Of(caller);
        return runner.RunAsync(account, loaded => EraseRules.Erase(loaded.Record, secret, force, from, policy, loaded.Now), why => new EraseOutcome.Busy(why), ct);
    }
}
