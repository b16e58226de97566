using AccountRecovery.Ports;

namespace AccountRecovery.Races;

/// <summary>Broken on purpose: answers from memory and writes later, which is right until the process ends. No test lasts until then.</summary>
internal sealed class WriteBehindStore(IRecoveryStore inner) : StoreWrapper(inner)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly object _gate = new();
    private readonly Dictionary<AccountId, StoredRecord> _latest = [];
    private Task _writing = Task.CompletedTask;

    public override ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _latest.TryGetValue(account, out StoredRecord? latest) ? ValueTask.FromResult<StoredRecord?>(latest) : Inner.ReadAsync(account, cancellationToken);
        }
    }

    public override ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_latest.TryGetValue(account, out StoredRecord? latest) && latest.Revision != expected)
            {
                return ValueTask.FromResult(false);
            }

            _latest[account] = next;
            _writing = WriteAsync(_writing, account, expected, next);
            return ValueTask.FromResult(true);
        }
    }

    private async Task WriteAsync(Task before, AccountId account, Revision? expected, StoredRecord next)
    {
        await before;
        await Task.Delay(Interval);
        await Inner.TryWriteAsync(account, expected, next, CancellationToken.None);
    }
}
