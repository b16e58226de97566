namespace AccountRecovery;

/// <summary>Work on accounts for which no caller waits. It starts after a commit; disposing waits for it before the process ends.</summary>
internal sealed class BackgroundWork : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly Dictionary<AccountId, Task> _last = [];
    private readonly HashSet<Task> _underWay = [];
    private readonly CancellationTokenSource _stopping = new();
    private volatile bool _ending;

    /// <summary>A token that is cancelled some seconds after the process began to stop.</summary>
    internal CancellationToken Stopping => _stopping.Token;

    /// <summary>Whether the services are being disposed of.</summary>
    internal bool IsEnding => _ending;

    /// <summary>Whether no work is running.</summary>
    internal bool IsIdle => UnderWay().Length == 0;

    /// <summary>Starts work on an account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="work">The work. It gets the previous work on the same account if that was still running when this work was started; otherwise null.</param>
    internal void Start(AccountId account, Func<Task?, Task> work)
    {
        lock (_gate)
        {
            // If the task read this, the previous work could already have ended and have done this work as well, and the task would not know.
            Task? before = _last.GetValueOrDefault(account) is { IsCompleted: false } running ? running : null;
            var task = Task.Run(() => work(before));
            _last[account] = task;
            _underWay.Add(task);
            task.ContinueWith(done => Forget(account, done), TaskScheduler.Default);
        }
    }

    /// <summary>Waits until all started work is done.</summary>
    internal async Task DrainAsync()
    {
        while (UnderWay() is { Length: > 0 } tasks)
        {
            await Task.WhenAll(tasks).ConfigureAwait(false);
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _ending = true;
        _stopping.CancelAfter(Patience);
        await DrainAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private Task[] UnderWay()
    {
        lock (_gate)
        {
            return [.. _underWay];
        }
    }

    private void Forget(AccountId account, Task done)
    {
        lock (_gate)
        {
            _underWay.Remove(done);
            if (_last.GetValueOrDefault(account) == done)
            {
                _last.Remove(account);
            }
        }
    }
}
