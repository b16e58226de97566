using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Broken on purpose: changes every record that is written, as a library would that forgets a rule.</summary>
internal sealed class RewritingStore(IRecoveryStore inner, Func<AccountRecord?, AccountRecord, AccountRecord> change) : StoreWrapper(inner)
{
    /// <summary>Opens and seals: of an application of the same host, so that it is there only once that has started.</summary>
    internal RecordSealer? Sealer { get; set; }

    public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
    {
        StoredRecord? before = expected is null ? null : await Inner.ReadAsync(account, cancellationToken);
        AccountRecord changed = change(before is null ? null : Sealer!.Open(account, before.Sealed.Span), Sealer!.Open(account, next.Sealed.Span));
        return await Inner.TryWriteAsync(account, expected, new StoredRecord(next.Revision, changed.Due, Sealer!.Seal(account, changed)), cancellationToken);
    }
}
