
namespace AccountRecovery;

/// <summary>Bounds slow hashing: so many at once, so many waiting, the rest is refused at once. Memory never exceeds lanes x cost.</summary>
/// <remarks>
/// A place is taken before an attempt is charged and kept until its work is done, also when the caller has gone: what counts is the
/// memory in use, not who waits. From four lanes on a quarter of the lanes is kept for attested callers, below that a quarter of the queue.
/// </remarks>
internal sealed class HashingLanes : IDisposable
{
    private readonly object _gate = new();
    private readonly LinkedList<LaneWork>[] _waiting = [new(), new(), new()];
    private readonly int[] _held = new int[3];
    private readonly int[] _running = new int[3];
    private readonly int[] _maxHeld;
    private readonly int[] _maxRunning;
    private readonly int _lanes;
    private int _threads;
    private int _idle;
    private bool _stopped;

    internal HashingLanes(int lanes, int queue)
    {
        _lanes = lanes;
        int all = lanes + queue;
        bool wholeLanes = lanes >= 4;
        int laneQuarter = wholeLanes ? lanes / 4 : 0;
        int queueQuarter = Math.Max(1, queue / 4);
        _maxRunning = [lanes, lanes - laneQuarter, wholeLanes ? laneQuarter : 1];
        _maxHeld = [all, all - queueQuarter, queueQuarter];
    }

    /// <summary>How much is taken at this moment.</summary>
    internal LaneLoad Load
    {
        get
        {
            lock (_gate)
            {
                int running = _running.Sum();
                return new LaneLoad(running, _lanes, _held.Sum() - running, _maxHeld[(int)LaneUse.Attested] - _lanes);
            }
        }
    }

    /// <summary>Takes a place without waiting, or null when there is none for this use. Dispose it if no work comes of it.</summary>
    internal LanePlace? TryTake(LaneUse use)
    {
        lock (_gate)
        {
            int attested = _held[(int)LaneUse.Attested];
            int unknown = _held[(int)LaneUse.Unknown];
            int strangers = _held[(int)LaneUse.Anonymous] + unknown;
            bool room = attested + strangers < _maxHeld[(int)LaneUse.Attested]
                && (use == LaneUse.Attested || strangers < _maxHeld[(int)LaneUse.Anonymous])
                && (use != LaneUse.Unknown || unknown < _maxHeld[(int)LaneUse.Unknown]);
            if (!room || _stopped)
            {
                return null;
            }

            _held[(int)use]++;
            return new LanePlace(this, use);
        }
    }

    internal void Enqueue(LaneWork work)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopped, this);
            work.Node = _waiting[(int)work.Use].AddLast(work);
            if (!WakeOne() && _threads < _lanes)
            {
                _threads++;
                new Thread(RunLane) { IsBackground = true, Name = "AccountRecovery hashing lane" }.Start();
            }
        }
    }

    /// <summary>Takes waiting work back; false when it is already running or done, and then its place stays with it.</summary>
    internal bool TryWithdraw(LaneWork work)
    {
        lock (_gate)
        {
            if (work.Node?.List is not { } queue)
            {
                return false;
            }

            queue.Remove(work.Node);
            _held[(int)work.Use]--;
            return true;
        }
    }

    internal void GiveBack(LaneUse use)
    {
        lock (_gate)
        {
            _held[(int)use]--;
        }
    }

    /// <summary>Lets running work end, cancels the rest, and accepts nothing new.</summary>
    public void Dispose()
    {
        List<LaneWork> dropped = [];
        lock (_gate)
        {
            _stopped = true;
            foreach (LinkedList<LaneWork> queue in _waiting)
            {
                dropped.AddRange(queue);
                queue.Clear();
            }

            Monitor.PulseAll(_gate);
        }

        dropped.ForEach(work => work.Drop());
    }

    private void RunLane()
    {
        while (Next() is { } work)
        {
            work.Run(finished: () => Finished(work.Use));
        }
    }

    private LaneWork? Next()
    {
        lock (_gate)
        {
            while (!_stopped)
            {
                for (int use = 0; use < _waiting.Length; use++)
                {
                    int strangersRunning = _running[(int)LaneUse.Anonymous] + _running[(int)LaneUse.Unknown];
                    bool mayRun = use == (int)LaneUse.Attested
                        || (strangersRunning < _maxRunning[(int)LaneUse.Anonymous] && _running[use] < _maxRunning[use]);
                    if (mayRun && _waiting[use].First is { } node)
                    {
                        _waiting[use].Remove(node);
                        _running[use]++;
                        return node.Value;
                    }
                }

                _idle++;
                Monitor.Wait(_gate);
            }

            return null;
        }
    }

    private void Finished(LaneUse use)
    {
        lock (_gate)
        {
            _running[(int)use]--;
            _held[(int)use]--;

            // Work that waited for its share may run now, on a lane that found nothing it was allowed to take.
            WakeOne();
        }
    }

    // Counts the lane as busy at once, so that a second piece of work does not count on the same lane.
    private bool WakeOne()
    {
        if (_idle == 0)
        {
            return false;
        }

        _idle--;
        Monitor.Pulse(_gate);
        return true;
    }
}
