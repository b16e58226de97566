using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace AccountRecovery;

internal sealed class RecoveryAudit(RecoveryDatabase database) : IRecoveryAudit
{
    private const int BatchSize = 1000;

    public async ValueTask<IReadOnlyList<RecoveryEvent>> ListAsync(AuditQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Max is < 1 or > AuditQuery.MostMax)
        {
            throw new ArgumentException(FormattableString.Invariant($"{nameof(query.Max)} is {query.Max}; it must be from 1 to {AuditQuery.MostMax}."), nameof(query));
        }

        if (query.Account is { IsEmpty: true })
        {
            throw new ArgumentException("The account is default(AccountId), which names no account; pass null to list all accounts.", nameof(query));
        }

        List<EventRow> rows = await database.RunAsync((db, _) => PageAsync(db, query, cancellationToken), cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToEvent())];
    }

    public async ValueTask<long> PruneAsync(Instant before, CancellationToken cancellationToken = default)
    {
        long until = FirstFrom(before);
        long pruned = 0;
        for (int batch = -1; batch != 0; pruned += batch)
        {
            batch = await database.RunAsync(
                (db, _) => db.Set<EventRow>().Where(row => row.At < until).OrderBy(row => row.At).Take(BatchSize).ExecuteDeleteAsync(cancellationToken),
                cancellationToken).ConfigureAwait(false);
        }

        return pruned;
    }

    // A page consists of the events that follow at the same instant, then of the events beyond this instant: two ranges of one index.
    private static async Task<List<EventRow>> PageAsync(DbContext db, AuditQuery query, CancellationToken cancellationToken)
    {
        IQueryable<EventRow> beyond = Matching(db, query);
        List<EventRow> tied = [];
        if (query.After is { } last)
        {
            long at = StoredInstant.From(last.At);
            tied = await InOrder(TiedAfter(beyond.Where(row => row.At == at), last, query.OldestFirst), query).Take(query.Max).ToListAsync(cancellationToken).ConfigureAwait(false);
            beyond = query.OldestFirst ? beyond.Where(row => row.At > at) : beyond.Where(row => row.At < at);
        }

        int rest = query.Max - tied.Count;
        return rest == 0 ? tied : [.. tied, .. await InOrder(beyond, query).Take(rest).ToListAsync(cancellationToken).ConfigureAwait(false)];
    }

    private static IQueryable<EventRow> Matching(DbContext db, AuditQuery query)
    {
        IQueryable<EventRow> rows = db.Set<EventRow>().AsNoTracking();
        if (query.Account is { } account)
        {
            byte[] bytes = account.ToBytes();
            rows = rows.Where(row => row.Account == bytes);
        }

        if (query.Kind is { } kind)
        {
            int number = (int)kind;
            rows = rows.Where(row => row.KindNumber == number);
        }

        if (query.From is { } from)
        {
            long first = FirstFrom(from);
            rows = rows.Where(row => row.At >= first);
        }

        if (query.Until is { } until)
        {
            long end = FirstFrom(until);
            rows = rows.Where(row => row.At < end);
        }

        return rows;
    }

    private static IQueryable<EventRow> TiedAfter(IQueryable<EventRow> rows, RecoveryEvent last, bool oldestFirst)
    {
        byte[] account = last.Account.ToBytes();
        byte[] id = EventRow.ToBytes(last.Id);
        long sequence = last.Sequence;
        return oldestFirst
            ? rows.Where(row => ByteOrder.IsAfter(row.Account, account)
                || (row.Account == account && (row.Sequence > sequence || (row.Sequence == sequence && ByteOrder.IsAfter(row.Id, id)))))
            : rows.Where(row => (row.Account != account && !ByteOrder.IsAfter(row.Account, account))
                || (row.Account == account && (row.Sequence < sequence || (row.Sequence == sequence && row.Id != id && !ByteOrder.IsAfter(row.Id, id)))));
    }

    private static IQueryable<EventRow> InOrder(IQueryable<EventRow> rows, AuditQuery query) => query.OldestFirst
        ? rows.OrderBy(row => row.At).ThenBy(row => row.Account).ThenBy(row => row.Sequence).ThenBy(row => row.Id)
        : rows.OrderByDescending(row => row.At).ThenByDescending(row => row.Account).ThenByDescending(row => row.Sequence).ThenByDescending(row => row.Id);

    // Rows have whole microseconds. A bound between two microseconds is rounded up to the later one.
    private static long FirstFrom(Instant bound)
    {
        long whole = StoredInstant.From(bound);
        return StoredInstant.ToInstant(whole) < bound ? whole + 1 : whole;
    }
}
