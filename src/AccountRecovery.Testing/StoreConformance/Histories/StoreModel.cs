using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>The simplest correct store. The model shares no code with any store, so that it does not share a fault with a store.</summary>
internal sealed class StoreModel
{
    private readonly Dictionary<AccountId, StoredRecord> _records = [];
    private readonly HashSet<DueAccount> _left = [];

    internal StoredRecord? Read(AccountId account) => _records.GetValueOrDefault(account);

    internal bool TryWrite(AccountId account, Revision? expected, StoredRecord? next)
    {
        StoredRecord? current = Read(account);
        if (current?.Revision != expected)
        {
            return false;
        }

        if (current?.Due is { } due)
        {
            _left.Add(new DueAccount(due, account));
        }

        _records.Remove(account);
        if (next is not null)
        {
            _records.Add(account, next);
        }

        return true;
    }

    internal IEnumerable<DueAccount> Due(Instant now, DueAccount? after) => _records
        .Where(record => record.Value.Due <= now)
        .Select(record => new DueAccount(record.Value.Due!.Value, record.Key))
        .Where(entry => after is not { } passed || passed < entry)
        .Order();

    /// <summary>Whether the account was due at this instant before. For a short time, a listing may still contain such an entry.</summary>
    internal bool HasLeft(DueAccount entry) => _left.Contains(entry);
}
