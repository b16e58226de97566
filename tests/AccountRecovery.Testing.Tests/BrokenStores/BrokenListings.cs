using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Stores whose listings are wrong. Each says in one line which entries it gives.</summary>
internal static class BrokenListings
{
    internal sealed class ExclusiveBoundary : Listing
    {
        protected override IEnumerable<DueAccount> List(Instant now, DueAccount? after, int max) => Due().Where(entry => entry.Due < now && (after is null || after < entry)).Order().Take(max);
    }

    internal sealed class OrderedByAccount : Listing
    {
        protected override IEnumerable<DueAccount> List(Instant now, DueAccount? after, int max) =>
            Due().Where(entry => entry.Due <= now && (after is null || after.Value.Account < entry.Account)).OrderBy(entry => entry.Account).Take(max);
    }

    internal sealed class OrderedByText : Listing
    {
        protected override IEnumerable<DueAccount> List(Instant now, DueAccount? after, int max) =>
            Due().Where(entry => entry.Due <= now && (after is null || after < entry)).OrderBy(entry => entry.Due).ThenBy(entry => entry.Account.Value, StringComparer.Ordinal).Take(max);
    }

    internal sealed class IgnoresAfter : Listing
    {
        protected override IEnumerable<DueAccount> List(Instant now, DueAccount? after, int max) => Due().Where(entry => entry.Due <= now).Order().Take(max);
    }

    internal sealed class DropsTiesBetweenPages : Listing
    {
        protected override IEnumerable<DueAccount> List(Instant now, DueAccount? after, int max) => Due().Where(entry => entry.Due <= now && (after is null || after.Value.Due < entry.Due)).Order().Take(max);
    }

    internal sealed class LooksUpWhereAfterIsNow : Listing
    {
        protected override IEnumerable<DueAccount> List(Instant now, DueAccount? after, int max)
        {
            DueAccount? found = after is null ? null : Due().Where(entry => entry.Account == after.Value.Account).Cast<DueAccount?>().FirstOrDefault(after);
            return Due().Where(entry => entry.Due <= now && (after is null || found < entry)).Order().Take(max);
        }
    }

    internal sealed class IgnoresMax : Listing
    {
        protected override IEnumerable<DueAccount> List(Instant now, DueAccount? after, int max) => Due().Where(entry => entry.Due <= now && (after is null || after < entry)).Order();
    }

    internal sealed class AsksForOneMore : Listing
    {
        protected override IEnumerable<DueAccount> List(Instant now, DueAccount? after, int max) => Due().Where(entry => entry.Due <= now && (after is null || after < entry)).Order().Take(max + 1).SkipLast(1);
    }

    internal sealed class NeverIsTheEnd : Listing
    {
        protected override IEnumerable<DueAccount> List(Instant now, DueAccount? after, int max) => Records
            .Select(record => new DueAccount(record.Value.Due ?? Instant.FromUtc(9998, 12, 31, 0, 0), record.Key))
            .Where(entry => entry.Due <= now && (after is null || after < entry)).Order().Take(max);
    }

    internal sealed class NeverIsTheBeginning : Listing
    {
        protected override IEnumerable<DueAccount> List(Instant now, DueAccount? after, int max) => Records
            .Select(record => new DueAccount(record.Value.Due ?? Instant.MinValue, record.Key))
            .Where(entry => entry.Due <= now && (after is null || after < entry)).Order().Take(max);
    }

    /// <summary>The statement that updates has forgotten the column, and its index with it.</summary>
    internal sealed class ListsWhereItWasFirst : Listing
    {
        private readonly Dictionary<AccountId, Instant> _first = [];

        protected override IEnumerable<DueAccount> List(Instant now, DueAccount? after, int max)
        {
            foreach (DueAccount entry in Due())
            {
                _first.TryAdd(entry.Account, entry.Due);
            }

            return _first.Select(entry => new DueAccount(entry.Value, entry.Key)).Where(entry => entry.Due <= now && (after is null || after < entry)).Order().Take(max);
        }
    }

    internal sealed class RebuildsItsIndex : Listing
    {
        private int _rebuilding;

        public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _rebuilding);
            bool stood = await base.TryWriteAsync(account, expected, next, cancellationToken);
            await Network.PassAsync();
            Interlocked.Decrement(ref _rebuilding);
            return stood;
        }

        protected override IEnumerable<DueAccount> List(Instant now, DueAccount? after, int max)
        {
            bool isWhole = Volatile.Read(ref _rebuilding) == 0;
            return Due().Where(entry => entry.Due <= now && (after is null || after < entry)).Order().Take(max).Where((_, i) => isWhole || i % 2 == 1);
        }
    }

    /// <summary>Goes on after a count of entries, which others have changed meanwhile.</summary>
    internal sealed class PagesByOffset : Listing
    {
        private readonly Dictionary<DueAccount, int> _offsets = [];

        protected override IEnumerable<DueAccount> List(Instant now, DueAccount? after, int max)
        {
            int offset = after is { } passed ? _offsets.GetValueOrDefault(passed) : 0;
            DueAccount[] page = [.. Due().Where(entry => entry.Due <= now).Order().Skip(offset).Take(max).Where(entry => after is null || after < entry)];
            if (page is [.., { } last])
            {
                _offsets[last] = offset + page.Length;
            }

            return page;
        }
    }

    internal abstract class Listing : PlainStore
    {
        public override async ValueTask<IReadOnlyList<DueAccount>> ListDueAsync(Instant now, DueAccount? after, int max, CancellationToken cancellationToken)
        {
            await Network.PassAsync();
            lock (Gate)
            {
                return [.. List(now, after, max)];
            }
        }

        protected abstract IEnumerable<DueAccount> List(Instant now, DueAccount? after, int max);
    }
}
