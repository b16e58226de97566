using AccountRecovery.Ports;

namespace AccountRecovery.Races;

/// <summary>Makes of every record that is written what another version of the library would have written.</summary>
internal sealed class OtherVersionStore(IRecoveryStore inner, RecordSealer opens, RecordSealer seals, Func<AccountRecord, AccountRecord> change) : StoreWrapper(inner)
{
    public override ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
    {
        AccountRecord record = change(opens.Open(account, next.Sealed.Span));
        return Inner.TryWriteAsync(account, expected, next with { Sealed = seals.Seal(account, record) }, cancellationToken);
    }
}
