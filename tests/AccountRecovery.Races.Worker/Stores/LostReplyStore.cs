using System.Diagnostics;
using AccountRecovery.Ports;

namespace AccountRecovery.Races;

/// <summary>Carries a write out, and nobody learns of it: the reply is lost, or the process dies.</summary>
internal sealed class LostReplyStore(IRecoveryStore inner, bool dies) : StoreWrapper(inner)
{
    public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
    {
        bool written = await Inner.TryWriteAsync(account, expected, next, cancellationToken);

        // An attempt that is only counted yet has a charge that will lapse: its second write is the one with the outcome.
        if (!written || next.Due is not null)
        {
            return written;
        }

        if (dies)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
        }

        throw new IOException("The reply was lost.");
    }
}
