using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace AccountRecovery;

/// <summary>Broken on purpose: tries again after a fault and does not ask what became of the earlier try; and it takes part in the host's transactions.</summary>
/// <param name="database">Where the tables are.</param>
/// <param name="faults">Strikes its statements.</param>
/// <param name="afterFault">What it answers when a statement that was tried again finds no row: the two ways of being wrong.</param>
internal sealed class PlainRetryStore(string database, FaultInjector faults, bool afterFault) : IRecoveryStore
{
    public async ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken)
    {
        byte[] key = account.ToBytes();
        RecordRow? row = await RetryAsync((db, _) => db.Set<RecordRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Account == key));
        return row is null ? null : new StoredRecord(new Revision(row.Revision), row.Due is { } due ? StoredInstant.ToInstant(due) : null, row.Sealed);
    }

    public async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
    {
        byte[] key = account.ToBytes();
        long? due = next.Due is { } instant ? StoredInstant.From(instant) : null;
        byte[] bytes = next.Sealed.ToArray();
        return await RetryAsync(async (db, again) =>
        {
            int rows = expected is { } revision
                ? await db.Database.ExecuteSqlAsync($"UPDATE account_recovery_records SET revision = {next.Revision.Value}, due = {due}, sealed = {bytes} WHERE account = {key} AND revision = {revision.Value}")
                : await db.Database.ExecuteSqlAsync($"INSERT INTO account_recovery_records (account, revision, due, sealed) VALUES ({key}, {next.Revision.Value}, {due}, {bytes}) ON CONFLICT DO NOTHING");
            return rows == 1 || (again && afterFault);
        });
    }

    public async ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken cancellationToken)
    {
        byte[] key = account.ToBytes();
        return await RetryAsync(async (db, again) =>
            await db.Database.ExecuteSqlAsync($"DELETE FROM account_recovery_records WHERE account = {key} AND revision = {expected.Value}") == 1 || (again && afterFault));
    }

    public ValueTask<IReadOnlyList<DueAccount>> ListDueAsync(Instant now, DueAccount? after, int max, CancellationToken cancellationToken) => throw new NotSupportedException();

    private async Task<T> RetryAsync<T>(Func<DbContext, bool, Task<T>> work)
    {
        var options = new DbContextOptionsBuilder<RecoveryDbContext>();
        options.Use(database).AddInterceptors(faults);
        for (bool again = false; ; again = true)
        {
            try
            {
                await using var db = new RecoveryDbContext(options.Options);
                return await work(db, again);
            }
            catch (Exception fault) when (DatabaseFaults.KindOf(fault) != FaultKind.Lasting)
            {
                await Task.Yield();
            }
        }
    }
}
