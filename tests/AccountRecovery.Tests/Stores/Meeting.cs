namespace AccountRecovery;

/// <summary>A place where so many wait for each other, once: whoever comes first waits for the last.</summary>
/// <param name="people">How many.</param>
internal sealed class Meeting(int people)
{
    // Nobody waits this long: whoever does not come would make the test hang.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly object _gate = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _open;
    private int _missing;

    /// <summary>Completes when the first has come.</summary>
    internal Task FirstAsync() => _first.Task.WaitAsync(Patience);

    /// <summary>Begins it: until all have come nobody goes on; before it and afterwards everybody does.</summary>
    internal void Arm()
    {
        lock (_gate)
        {
            (_open, _missing) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), people);
        }
    }

    internal Task ComeAsync()
    {
        lock (_gate)
        {
            if (_open is not { } open)
            {
                return Task.CompletedTask;
            }

            _first.TrySetResult();
            if (--_missing == 0)
            {
                _open = null;
                open.SetResult();
            }

            return open.Task.WaitAsync(Patience);
        }
    }
}
