namespace AccountRecovery;

/// <summary>One of those who race. It runs until its next store call, where it is parked, and goes on when it is let go.</summary>
internal sealed class Racer(string name)
{
    // Nobody waits this long: a racer that stops nowhere is blocked by another one, and such a race cannot be enumerated.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TaskCompletionSource _stopped = new();
    private TaskCompletionSource? _parked;
    private Task _run = Task.CompletedTask;
    private bool _races;

    /// <summary>The store call at which it is parked; null when it has finished.</summary>
    internal string? Step { get; private set; }

    /// <summary>Runs it up to its first store call.</summary>
    internal Task StartAsync(Func<Task> run)
    {
        _races = true;
        return UntilItStopsAsync(() => _run = run());
    }

    /// <summary>Makes the store call at which it is parked, and runs it up to the next one.</summary>
    internal Task LetGoAsync()
    {
        TaskCompletionSource parked = _parked ?? throw new InvalidOperationException($"{name} is not parked.");
        (_parked, Step) = (null, null);
        return UntilItStopsAsync(parked.SetResult);
    }

    /// <summary>Ends the race for it, with the fault that it met, if any; from here on its store calls go through.</summary>
    internal Task FinishAsync()
    {
        _races = false;
        return _run;
    }

    /// <summary>Called by its store before each call: returns when it is let go.</summary>
    internal Task PassAsync(string verb)
    {
        if (!_races)
        {
            return Task.CompletedTask;
        }

        if (_parked is not null)
        {
            throw new InvalidOperationException($"{name} {verb} while another call of it is parked: a racer makes one store call at a time.");
        }

        // What waits for the first goes on in the thread that lets go, so that on a store in memory a race needs one thread only.
        Step = $"{name} {verb}";
        TaskCompletionSource parked = _parked = new TaskCompletionSource();
        _stopped.TrySetResult();
        return parked.Task;
    }

    private async Task UntilItStopsAsync(Action go)
    {
        _stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        go();
        await Task.WhenAny(_stopped.Task, _run).WaitAsync(Patience).ConfigureAwait(false);
        if (_run.IsCompleted && _parked is not null)
        {
            throw new InvalidOperationException($"{Step} after it has finished: what runs in the background has no place in a schedule.");
        }
    }
}
