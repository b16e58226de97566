namespace AccountRecovery;

/// <summary>Records the worker's last sweep, for the health check.</summary>
internal sealed class DueWorkerPulse(TimeProvider time)
{
    private readonly object _gate = new();
    private long? _since;
    private DueWorkReport? _last;

    /// <summary>The report of the last completed sweep; null before the first.</summary>
    internal DueWorkReport? Last
    {
        get
        {
            lock (_gate)
            {
                return _last;
            }
        }
    }

    /// <summary>The time since the last sweep ended, or since the worker began if no sweep has ended; null if the worker has not begun.</summary>
    internal TimeSpan? Silence
    {
        get
        {
            lock (_gate)
            {
                return _since is { } since ? time.GetElapsedTime(since) : null;
            }
        }
    }

    internal void Begin()
    {
        lock (_gate)
        {
            _since = time.GetTimestamp();
        }
    }

    internal void Ended(DueWorkReport report)
    {
        lock (_gate)
        {
            _since = time.GetTimestamp();
            _last = report;
        }
    }
}
