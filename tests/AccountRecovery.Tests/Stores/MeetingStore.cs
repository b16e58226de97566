using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Holds each write until as many are about to write as are to meet, so that all of them have decided on the same state.</summary>
internal sealed class MeetingStore(IRecoveryStore inner, Meeting meeting) : StoreWrapper(inner)
{
    public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
    {
        await meeting.ComeAsync();
        return await Inner.TryWriteAsync(account, expected, next, cancellationToken);
    }
}
