using System.Security.Cryptography;
using AccountRecovery.Ports;

namespace AccountRecovery.Races;

/// <summary>A network between the application and its database: whoever has read waits a moment before it writes, so that processes meet on a machine with few processors too.</summary>
internal sealed class LaggingStore(IRecoveryStore inner) : StoreWrapper(inner)
{
    private const int MostMilliseconds = 20;

    public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
    {
        await Task.Delay(RandomNumberGenerator.GetInt32(MostMilliseconds), cancellationToken);
        return await Inner.TryWriteAsync(account, expected, next, cancellationToken);
    }
}
