using System.Diagnostics.CodeAnalysis;
using AccountRecovery.Ports;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AccountRecovery;

/// <summary>Keeps records in this process's memory, for trials and tests. Writes a warning to the log, because a restart loses every code.</summary>
internal sealed class InMemoryRecoveryStore : IRecoveryStore, IRecoveryStoreInventory
{
    private readonly object _gate = new();
    private readonly Dictionary<AccountId, StoredRecord> _records = [];
    private readonly SortedSet<DueAccount> _due = [];
    private readonly SortedSet<AccountId> _accounts = [];

    public InMemoryRecoveryStore(ILogger<InMemoryRecoveryStore> log)
    {
        log.LogWarning("Account recovery keeps its records in memory: all codes are lost when this process ends. Use a durable store in production.");
    }

    public ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return ValueTask.FromResult(Copy(_records.GetValueOrDefault(account)));
        }
    }

    public ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return ValueTask.FromResult(TryReplace(account, expected, next));
        }
    }

    public ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return ValueTask.FromResult(TryReplace(account, expected, next: null));
        }
    }

    public ValueTask<IReadOnlyList<DueAccount>> ListDueAsync(Instant now, DueAccount? after, int max, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            IEnumerable<DueAccount> from = after is { } last && _due.Count > 0 && last < _due.Max ? _due.GetViewBetween(last, _due.Max) : after is null ? _due : [];
            return ValueTask.FromResult<IReadOnlyList<DueAccount>>([.. from.Where(entry => entry != after).TakeWhile(entry => entry.Due <= now).Take(max)]);
        }
    }

    public ValueTask<IReadOnlyList<AccountId>> ListAsync(AccountId? after, int max, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            IEnumerable<AccountId> from = after is { } last && _accounts.Count > 0 && last < _accounts.Max ? _accounts.GetViewBetween(last, _accounts.Max) : after is null ? _accounts : [];
            return ValueTask.FromResult<IReadOnlyList<AccountId>>([.. from.Where(account => account != after).Take(max)]);
        }
    }

    private bool TryReplace(AccountId account, Revision? expected, StoredRecord? next)
    {
        StoredRecord? current = _records.GetValueOrDefault(account);
        if (current?.Revision != expected)
        {
            return false;
        }

        if (current?.Due is { } wasDue)
        {
            _due.Remove(new DueAccount(wasDue, account));
        }

        if (next is null)
        {
            _accounts.Remove(account);
            return _records.Remove(account);
        }

        _accounts.Add(account);
        _records[account] = Copy(next);
        if (next.Due is { } due)
        {
            _due.Add(new DueAccount(due, account));
        }

        return true;
    }

    // The store keeps and returns copies, so a caller that changes its memory does not change the stored record.
    [return: NotNullIfNotNull(nameof(record))]
    private static StoredRecord? Copy(StoredRecord? record) => record is null ? null : record with { Sealed = record.Sealed.ToArray() };
}
