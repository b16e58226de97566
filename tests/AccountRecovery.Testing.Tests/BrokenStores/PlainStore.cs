using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>A right store, so plain that one wrong line stands out. The broken ones override what they break.</summary>
internal class PlainStore : IRecoveryStore, IRecoveryStoreInventory, IRecoveryStoreClock
{
    protected object Gate { get; } = new();

    protected Dictionary<AccountId, StoredRecord> Records { get; } = [];

    public virtual async ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Network.PassAsync();
        lock (Gate)
        {
            return Copy(Records.GetValueOrDefault(account));
        }
    }

    public virtual async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StoredRecord? kept = Copy(next);
        await Network.PassAsync();
        return Replace(account, expected, kept);
    }

    public virtual async ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Network.PassAsync();
        return Replace(account, expected, null);
    }

    public virtual async ValueTask<IReadOnlyList<DueAccount>> ListDueAsync(Instant now, DueAccount? after, int max, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Network.PassAsync();
        lock (Gate)
        {
            return [.. Due().Where(entry => entry.Due <= now && (after is not { } passed || passed < entry)).Order().Take(max)];
        }
    }

    public virtual ValueTask<IReadOnlyList<AccountId>> ListAsync(AccountId? after, int max, CancellationToken cancellationToken)
    {
        lock (Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<AccountId>>([.. Records.Keys.Where(account => after is not { } passed || passed < account).Order().Take(max)]);
        }
    }

    public virtual ValueTask<Instant> GetNowAsync(CancellationToken cancellationToken) => ValueTask.FromResult(SystemClock.Instance.GetCurrentInstant());

    protected IEnumerable<DueAccount> Due() => Records.Where(record => record.Value.Due is not null).Select(record => new DueAccount(record.Value.Due!.Value, record.Key));

    protected StoredRecord? Peek(AccountId account)
    {
        lock (Gate)
        {
            return Records.GetValueOrDefault(account);
        }
    }

    protected void Put(AccountId account, StoredRecord? next)
    {
        lock (Gate)
        {
            Records.Remove(account);
            if (next is not null)
            {
                Records.Add(account, next);
            }
        }
    }

    protected bool Replace(AccountId account, Revision? expected, StoredRecord? next)
    {
        lock (Gate)
        {
            if (Records.GetValueOrDefault(account)?.Revision != expected)
            {
                return false;
            }

            Put(account, next);
            return true;
        }
    }

    protected static StoredRecord? Copy(StoredRecord? record) => record is null ? null : record with { Sealed = record.Sealed.ToArray() };
}
