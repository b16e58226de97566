using System.Runtime.ExceptionServices;
using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace AccountRecovery;

/// <summary>Keeps records in one table: guarded statements, each by itself, on a connection of its own.</summary>
internal class EntityFrameworkStore(RecoveryDatabase database) : IRecoveryStore, IRecoveryStoreInventory
{
    // A compiled query belongs to one model, so to one store.
    private readonly Func<DbContext, byte[], IAsyncEnumerable<RecordRow>> _read =
        EF.CompileAsyncQuery((DbContext db, byte[] account) => db.Set<RecordRow>().AsNoTracking().Where(row => row.Account == account));

    private readonly RecordUpdate _update = new();

    protected RecoveryDatabase Database { get; } = database;

    public async ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken ct)
    {
        byte[] key = account.ToBytes();
        RecordRow? row = await Database.RunAsync(
            async (db, _) => await _read(db, key).FirstOrDefaultAsync(ct).ConfigureAwait(false),
            ct).ConfigureAwait(false);
        return row is null ? null : new StoredRecord(new Revision(row.Revision), row.Due is { } due ? StoredInstant.ToInstant(due) : null, row.Sealed);
    }

    public async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken ct)
    {
        var row = new RecordRow
        {
            Account = account.ToBytes(),
            Revision = next.Revision.Value,
            Due = next.Due is { } due ? StoredInstant.From(due) : null,
            Sealed = next.Sealed.ToArray(),
        };
        return await Database.RunAsync(
            (db, doubt) => expected is { } revision ? UpdateAsync(db, revision.Value, row, doubt, ct) : InsertAsync(db, row, doubt, ct),
            ct).ConfigureAwait(false);
    }

    public async ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken ct)
    {
        byte[] key = account.ToBytes();
        long revision = expected.Value;
        return await Database.RunAsync(
            async (db, doubt) =>
            {
                int deleted = await db.Set<RecordRow>().Where(row => row.Account == key && row.Revision == revision).ExecuteDeleteAsync(ct).ConfigureAwait(false);
                return deleted == 1 || (doubt is not null && Settle(doubt, await RevisionAsync(db, key, ct).ConfigureAwait(false), wanted: null));
            },
            ct).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<DueAccount>> ListDueAsync(Instant now, DueAccount? after, int max, CancellationToken ct)
    {
        long until = StoredInstant.From(now);
        List<RecordKey> found = await Database.RunAsync((db, _) => DueAsync(db, until, after, max, ct), ct).ConfigureAwait(false);
        return [.. found.Select(key => new DueAccount(StoredInstant.ToInstant(key.Due), AccountId.FromBytes(key.Account)))];
    }

    public async ValueTask<IReadOnlyList<AccountId>> ListAsync(AccountId? after, int max, CancellationToken ct)
    {
        byte[] from = after is { } last ? last.ToBytes() : [];
        List<byte[]> found = await Database.RunAsync(
            (db, _) => db.Set<RecordRow>().Where(row => ByteOrder.IsAfter(row.Account, from)).OrderBy(row => row.Account).Select(row => row.Account).Take(max).ToListAsync(ct),
            ct).ConfigureAwait(false);
        return [.. found.Select(bytes => AccountId.FromBytes(bytes))];
    }

    private async Task<bool> UpdateAsync(DbContext db, long expected, RecordRow next, Exception? doubt, CancellationToken ct)
    {
        bool stood = await _update.RunAsync(db, expected, next, ct).ConfigureAwait(false);
        return stood || (doubt is not null && Settle(doubt, await RevisionAsync(db, next.Account, ct).ConfigureAwait(false), next.Revision));
    }

    private static async Task<bool> InsertAsync(DbContext db, RecordRow next, Exception? doubt, CancellationToken ct)
    {
        long? standing = await RevisionAsync(db, next.Account, ct).ConfigureAwait(false);
        if (standing is null)
        {
            db.Add(next);
            try
            {
                await db.SaveChangesAsync(ct).ConfigureAwait(false);
                return true;
            }
            catch (DbUpdateException fault) when (DatabaseFaults.KindOf(fault) == FaultKind.Lasting)
            {
                // The key is taken by now, or something is really wrong.
                standing = await RevisionAsync(db, next.Account, ct).ConfigureAwait(false);
                if (standing is null)
                {
                    throw;
                }
            }
        }

        return doubt is not null && Settle(doubt, standing, next.Revision);
    }

    // A page is what comes after at the very instant, then what is due later: two ranges of one index.
    private static async Task<List<RecordKey>> DueAsync(DbContext db, long until, DueAccount? after, int max, CancellationToken ct)
    {
        IQueryable<RecordRow> later = db.Set<RecordRow>().Where(row => row.Due != null && row.Due <= until);
        List<RecordKey> tied = [];
        if (after is { } last)
        {
            long due = StoredInstant.From(last.Due);
            byte[] account = last.Account.ToBytes();
            IQueryable<RecordRow> ties = db.Set<RecordRow>().Where(row => row.Due == due && row.Due <= until && ByteOrder.IsAfter(row.Account, account));
            tied = await Keys(ties, max).ToListAsync(ct).ConfigureAwait(false);
            later = later.Where(row => row.Due > due);
        }

        return tied.Count == max ? tied : [.. tied, .. await Keys(later, max - tied.Count).ToListAsync(ct).ConfigureAwait(false)];
    }

    private static IQueryable<RecordKey> Keys(IQueryable<RecordRow> rows, int max) =>
        rows.OrderBy(row => row.Due).ThenBy(row => row.Account).Take(max).Select(row => new RecordKey(row.Due!.Value, row.Account));

    private static Task<long?> RevisionAsync(DbContext db, byte[] account, CancellationToken ct) =>
        db.Set<RecordRow>().Where(row => row.Account == account).Select(row => (long?)row.Revision).FirstOrDefaultAsync(ct);

    // An earlier try may have gone through. Its revision is there: it has. The one it was to replace is gone, and so is its own:
    // nobody can tell any more, and to say false would be to lose what it wrote.
    private static bool Settle(Exception doubt, long? standing, long? wanted)
    {
        if (standing != wanted)
        {
            ExceptionDispatchInfo.Throw(doubt);
        }

        return true;
    }

    private sealed record RecordKey(long Due, byte[] Account);
}
