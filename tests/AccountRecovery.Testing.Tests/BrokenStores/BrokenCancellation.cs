using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Stores that look at the token too late or not at all.</summary>
internal static class BrokenCancellation
{
    internal sealed class IgnoresTheTokenInReads : PlainStore
    {
        public override ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken) => base.ReadAsync(account, CancellationToken.None);
    }

    internal sealed class IgnoresTheTokenInListings : PlainStore
    {
        public override ValueTask<IReadOnlyList<DueAccount>> ListDueAsync(Instant now, DueAccount? after, int max, CancellationToken cancellationToken) =>
            base.ListDueAsync(now, after, max, CancellationToken.None);
    }

    internal sealed class ThrowsOnceWritten : PlainStore
    {
        public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
        {
            bool stood = await base.TryWriteAsync(account, expected, next, CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            return stood;
        }
    }

    internal sealed class ThrowsOnceDeleted : PlainStore
    {
        public override async ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken cancellationToken)
        {
            bool gone = await base.TryDeleteAsync(account, expected, CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            return gone;
        }
    }

    internal sealed class LooksBeforeAndAfter : PlainStore
    {
        public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
        {
            bool stood = await base.TryWriteAsync(account, expected, next, cancellationToken);
            await Network.PassAsync();
            cancellationToken.ThrowIfCancellationRequested();
            return stood;
        }
    }
}
