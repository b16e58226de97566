using System.Runtime.ExceptionServices;
using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace AccountRecovery;

/// <summary>Stores records in one table. Each write is a single guarded statement on a connection of its own.</summary>
internal class EntityFrameworkStore(RecoveryDatabase database) : IRecoveryStore, IRecoveryStoreInventory
{
    // Each statement belongs to one model, and therefore to one store.
    private RecordStatement? _read;
    private RecordStatement? _update;
    private RecordStatement? _insert;

    internal RecoveryDatabase Database { get; } = database;

    public async ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken)
    {
        byte[] key = account.ToBytes();
        return await Database.RunAsync((db, _) => (_read ??= RecordTable.Read(db)).FirstAsync(db, RecordTable.Stored, cancellationToken, key), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
    {
        var row = new RecordRow
        {
            Account = account.ToBytes(),
            Revision = next.Revision.Value,
            Due = next.Due is { } due ? StoredInstant.From(due) : null,
            Sealed = next.Sealed.ToArray(),
        };

        // A write that has begun is not cancelled, because it would then be unknown whether the record was written.
        cancellationToken.ThrowIfCancellationRequested();
        return await Database.RunAsync(
            (db, doubt) => expected is { } revision ? UpdateAsync(db, revision.Value, row, doubt) : InsertAsync(db, row, doubt),
            CancellationToken.None).ConfigureAwait(false);
    }

    public async ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken cancellationToken)
    {
        byte[] key = account.ToBytes();
        long revision = expected.Value;
        cancellationToken.ThrowIfCancellationRequested();
        return await Database.RunAsync(
            async (db, doubt) =>
            {
                int deleted = await db.Set<RecordRow>().Where(row => row.Account == key && row.Revision == revision).ExecuteDeleteAsync(CancellationToken.None).ConfigureAwait(false);
                return deleted == 1 || await IsDoneAsync(db, key, wanted: null, doubt).ConfigureAwait(false);
            },
            CancellationToken.None).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<DueAccount>> ListDueAsync(Instant now, DueAccount? after, int max, CancellationToken cancellationToken)
    {
        long until = StoredInstant.From(now);
        List<RecordKey> found = await Database.RunAsync((db, _) => DueAsync(db, until, after, max, cancellationToken), cancellationToken).ConfigureAwait(false);
        return [.. found.Select(key => new DueAccount(StoredInstant.ToInstant(key.Due), AccountId.FromBytes(key.Account)))];
    }

    public async ValueTask<IReadOnlyList<AccountId>> ListAsync(AccountId? after, int max, CancellationToken cancellationToken)
    {
        byte[] from = after is { } last ? last.ToBytes() : [];
        List<byte[]> found = await Database.RunAsync(
            (db, _) => db.Set<RecordRow>().Where(row => ByteOrder.IsAfter(row.Account, from)).OrderBy(row => row.Account).Select(row => row.Account).Take(max).ToListAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return [.. found.Select(bytes => AccountId.FromBytes(bytes))];
    }

    private async Task<bool> UpdateAsync(DbContext db, long expected, RecordRow next, Exception? doubt)
    {
        _update ??= RecordTable.Update(db);
        int updated = await _update.ChangeAsync(db, next.Revision, next.Due, next.Sealed, next.Account, expected).ConfigureAwait(false);
        return updated == 1 || await IsDoneAsync(db, next.Account, next.Revision, doubt).ConfigureAwait(false);
    }

    // SaveChanges is not used, because it would log a lost race as an error and would run the host's interceptors.
    private async Task<bool> InsertAsync(DbContext db, RecordRow next, Exception? doubt)
    {
        _insert ??= RecordTable.Insert(db);
        int inserted = await _insert.ChangeAsync(db, next.Account, next.Revision, next.Due, next.Sealed).ConfigureAwait(false);
        return inserted == 1 || await IsDoneAsync(db, next.Account, next.Revision, doubt).ConfigureAwait(false);
    }

    // A page consists of the entries that follow at the same instant, then of the entries that are due later: two ranges of one index.
    private static async Task<List<RecordKey>> DueAsync(DbContext db, long until, DueAccount? after, int max, CancellationToken cancellationToken)
    {
        IQueryable<RecordRow> later = db.Set<RecordRow>().Where(row => row.Due != null && row.Due <= until);
        List<RecordKey> tied = [];
        if (after is { } last)
        {
            long due = StoredInstant.From(last.Due);
            byte[] account = last.Account.ToBytes();
            IQueryable<RecordRow> ties = db.Set<RecordRow>().Where(row => row.Due == due && row.Due <= until && ByteOrder.IsAfter(row.Account, account));
            tied = await Keys(ties, max).ToListAsync(cancellationToken).ConfigureAwait(false);
            later = later.Where(row => row.Due > due);
        }

        return tied.Count == max ? tied : [.. tied, .. await Keys(later, max - tied.Count).ToListAsync(cancellationToken).ConfigureAwait(false)];
    }

    private static IQueryable<RecordKey> Keys(IQueryable<RecordRow> rows, int max) =>
        rows.OrderBy(row => row.Due).ThenBy(row => row.Account).Take(max).Select(row => new RecordKey(row.Due!.Value, row.Account));

    // Called if no row met the condition, although an earlier try may have been executed. If the account now has the wanted state, the earlier try was executed.
    // Otherwise the result is unknown, and false could be wrong, because the earlier try may have written its record; so its fault is thrown.
    private static async Task<bool> IsDoneAsync(DbContext db, byte[] account, long? wanted, Exception? doubt)
    {
        if (doubt is null)
        {
            return false;
        }

        long? stored = await db.Set<RecordRow>().Where(row => row.Account == account).Select(row => (long?)row.Revision).FirstOrDefaultAsync().ConfigureAwait(false);
        if (stored != wanted)
        {
            ExceptionDispatchInfo.Throw(doubt);
        }

        return true;
    }

    private sealed record RecordKey(long Due, byte[] Account);
}
