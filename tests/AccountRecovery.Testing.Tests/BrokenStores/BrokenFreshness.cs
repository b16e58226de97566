using System.Collections.Concurrent;
using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Stores that show the past.</summary>
internal static class BrokenFreshness
{
    /// <summary>One process' view with a cache of its own: it knows only its own writes.</summary>
    internal sealed class CachesReads(PlainStore shared) : PlainStore
    {
        private readonly ConcurrentDictionary<AccountId, StoredRecord> _cache = new();

        public override async ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken)
        {
            StoredRecord? read = _cache.GetValueOrDefault(account) ?? await shared.ReadAsync(account, cancellationToken);
            return read is null ? null : _cache.GetOrAdd(account, read);
        }

        public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
        {
            _cache.TryRemove(account, out _);
            return await shared.TryWriteAsync(account, expected, next, cancellationToken);
        }

        public override ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken cancellationToken)
        {
            _cache.TryRemove(account, out _);
            return shared.TryDeleteAsync(account, expected, cancellationToken);
        }
    }

    /// <summary>A replica that is one write behind.</summary>
    internal sealed class ReadsFromAReplica : PlainStore
    {
        private readonly ConcurrentDictionary<AccountId, StoredRecord?> _replica = new();

        public override ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken) => ValueTask.FromResult(_replica.GetValueOrDefault(account));

        public override ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
        {
            _replica[account] = Peek(account);
            return base.TryWriteAsync(account, expected, next, cancellationToken);
        }
    }

    internal sealed class ListsFromALateIndex : PlainStore
    {
        private IReadOnlyList<DueAccount> _index = [];

        public override ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
        {
            lock (Gate)
            {
                _index = [.. Due()];
            }

            return base.TryWriteAsync(account, expected, next, cancellationToken);
        }

        public override ValueTask<IReadOnlyList<DueAccount>> ListDueAsync(Instant now, DueAccount? after, int max, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyList<DueAccount>>([.. _index.Where(entry => entry.Due <= now && (after is not { } passed || passed < entry)).Order().Take(max)]);
    }
}
