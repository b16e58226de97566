using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Stores whose guard is missing, late, or leaves something done.</summary>
internal static class BrokenGuards
{
    /// <summary>What a read and a write in one READ COMMITTED transaction come to.</summary>
    internal sealed class ReadsThenWrites : PlainStore
    {
        public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
        {
            StoredRecord? kept = Copy(next);
            if (Peek(account)?.Revision != expected)
            {
                return false;
            }

            await Network.PassAsync();
            Put(account, kept);
            return true;
        }
    }

    internal sealed class ReadsThenDeletes : PlainStore
    {
        public override async ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken cancellationToken)
        {
            if (Peek(account)?.Revision != expected)
            {
                return false;
            }

            await Network.PassAsync();
            Put(account, null);
            return true;
        }
    }

    internal sealed class InsertsOverARecord : PlainStore
    {
        public override ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken) =>
            base.TryWriteAsync(account, expected ?? Peek(account)?.Revision, next, cancellationToken);
    }

    internal sealed class ThrowsOnADuplicateKey : PlainStore
    {
        public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken) =>
            await base.TryWriteAsync(account, expected, next, cancellationToken) || (expected is null ? throw new InvalidOperationException("duplicate key") : false);
    }

    internal sealed class UpdatesWhateverStands : PlainStore
    {
        public override ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken) =>
            base.TryWriteAsync(account, expected is null ? null : Peek(account)?.Revision ?? expected, next, cancellationToken);
    }

    internal sealed class UpdatesAMissingRecord : PlainStore
    {
        public override ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken) =>
            base.TryWriteAsync(account, Peek(account) is null ? null : expected, next, cancellationToken);
    }

    internal sealed class ChangesTheInstantThoughRefused : PlainStore
    {
        public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
        {
            bool stood = await base.TryWriteAsync(account, expected, next, cancellationToken);
            if (!stood && Peek(account) is { } stored)
            {
                Put(account, stored with { Due = next.Due });
            }

            return stood;
        }
    }

    internal sealed class DeletesWhateverStands : PlainStore
    {
        public override ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken cancellationToken) =>
            base.TryDeleteAsync(account, Peek(account)?.Revision ?? expected, cancellationToken);
    }

    internal sealed class LeavesAMark : PlainStore
    {
        private readonly HashSet<AccountId> _marked = [];

        public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken) =>
            !_marked.Contains(account) && await base.TryWriteAsync(account, expected, next, cancellationToken);

        public override async ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken cancellationToken) =>
            await base.TryDeleteAsync(account, expected, cancellationToken) && _marked.Add(account);
    }

    internal sealed class WritesInTwoSteps : PlainStore
    {
        public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
        {
            StoredRecord? before = Peek(account);
            bool stood = await base.TryWriteAsync(account, expected, next with { Due = before?.Due }, cancellationToken);
            await Network.PassAsync();
            if (stood)
            {
                Replace(account, next.Revision, next with { Sealed = next.Sealed.ToArray() });
            }

            return stood;
        }
    }

    internal sealed class ThrowsWhenBusy : PlainStore
    {
        private int _writers;

        public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
        {
            try
            {
                return Interlocked.Increment(ref _writers) > 1 ? throw new IOException("database is locked") : await base.TryWriteAsync(account, expected, next, cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref _writers);
            }
        }
    }

    /// <summary>A revision that a record had before it was deleted still opens the one that came after.</summary>
    internal sealed class RemembersOldRevisions : PlainStore
    {
        private readonly Dictionary<AccountId, Revision> _deleted = [];

        public override ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken) =>
            base.TryWriteAsync(account, expected is not null && _deleted.GetValueOrDefault(account) == expected && Peek(account) is { } stored ? stored.Revision : expected, next, cancellationToken);

        public override async ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken cancellationToken)
        {
            bool gone = await base.TryDeleteAsync(account, expected, cancellationToken);
            if (gone)
            {
                _deleted[account] = expected;
            }

            return gone;
        }
    }
}
