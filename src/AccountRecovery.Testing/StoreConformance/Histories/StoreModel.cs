using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>What a right store does, at its plainest. Shares no code with any store, so that it shares no fault either.</summary>
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

    /// <summary>Whether the account was due there before: a listing may be late to leave it out.</summary>
    internal bool HasLeft(DueAccount entry) => _left.Contains(entry);
}
