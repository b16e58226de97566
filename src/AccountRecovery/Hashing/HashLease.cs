namespace AccountRecovery;

/// <summary>A place in the hashing lanes. Disposing it gives it back unless work has been started on it; then the work gives it back.</summary>
internal sealed class HashLease(HashLimiter limiter, CallerClass callerClass) : IDisposable
{
    private bool _spent;

    /// <summary>Does the work on a lane. Cancelling stops the waiting; work that has begun is carried through, and keeps its place until then.</summary>
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
