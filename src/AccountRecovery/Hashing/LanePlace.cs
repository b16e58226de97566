namespace AccountRecovery;

/// <summary>A place in the hashing lanes. Disposing it gives it back unless work has been started on it; then the work gives it back.</summary>
internal sealed class LanePlace(HashingLanes lanes, LaneUse use) : IDisposable
{
    private bool _spent;

    /// <summary>Does the work on a lane. Cancelling stops the waiting; work that has begun is carried through, and keeps its place until then.</summary>
    internal async Task<T> RunAsync<T>(Func<T> work, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_spent, this);
        _spent = true;
        var item = new LaneWork<T>(use, work);
        try
        {
            lanes.Enqueue(item);
        }
        catch
        {
            lanes.GiveBack(use);
            throw;
        }

        using CancellationTokenRegistration registration = ct.UnsafeRegister(
            _ =>
            {
                lanes.TryWithdraw(item);
                item.Abandon(ct);
            },
            null);
        return await item.Task.ConfigureAwait(false);
    }

    public void Dispose()
    {
        if (!_spent)
        {
            _spent = true;
            lanes.GiveBack(use);
        }
    }
}
