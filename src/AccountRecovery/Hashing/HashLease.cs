namespace AccountRecovery;

/// <summary>A place in the hashing lanes. If no work was started on it, disposing gives it back; otherwise the work gives it back when it ends.</summary>
internal sealed class HashLease(HashLimiter limiter, CallerClass callerClass) : IDisposable
{
    private bool _spent;

    /// <summary>Runs the work on a hashing lane. Cancelling ends the caller's waiting only: work that has begun runs to its end and keeps its place until then.</summary>
    internal async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_spent, this);
        _spent = true;
        var item = new HashWork<T>(callerClass, work);
        try
        {
            limiter.Enqueue(item);
        }
        catch
        {
            limiter.GiveBack(callerClass);
            throw;
        }

        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            _ =>
            {
                limiter.TryWithdraw(item);
                item.Abandon(cancellationToken);
            },
            null);
        return await item.Task.ConfigureAwait(false);
    }

    public void Dispose()
    {
        if (!_spent)
        {
            _spent = true;
            limiter.GiveBack(callerClass);
        }
    }
}
