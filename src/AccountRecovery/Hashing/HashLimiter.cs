
namespace AccountRecovery;

/// <summary>
/// Limits slow hashing: a fixed number of hashes run at once, a fixed number wait, and further ones are refused. This bounds the memory to lanes x memory of one
/// hash.
/// </summary>
/// <remarks>
/// A place is taken before an attempt is charged, and kept until its work is done, even if the caller has cancelled: the limit is on the memory
/// in use, not on waiting callers. With four lanes or more, a quarter of the lanes is reserved for attested callers; with fewer, a quarter of the queue.
/// </remarks>
internal sealed class HashLimiter : IDisposable
{
    private readonly object _gate = new();
    private readonly LinkedList<HashWork>[] _waiting = [new(), new(), new()];
    private readonly int[] _held = new int[3];
    private readonly int[] _running = new int[3];
    private readonly int[] _maxHeld;
    private readonly int[] _maxRunning;
    private readonly int _lanes;
    private int _threads;
    private int _idle;
    private bool _stopped;

    internal HashLimiter(int lanes, int queue)
    {
        _lanes = lanes;
        int all = lanes + queue;
        bool wholeLanes = lanes >= 4;
        int laneQuarter = wholeLanes ? lanes / 4 : 0;
        int queueQuarter = Math.Max(1, queue / 4);
        _maxRunning = [lanes, lanes - laneQuarter, wholeLanes ? laneQuarter : 1];
        _maxHeld = [all, all - queueQuarter, queueQuarter];
    }

    /// <summary>How many lanes and places are in use at this moment.</summary>
    internal HashLoad Load
    {
        get
        {
            lock (_gate)
            {
                int running = _running.Sum();
                return new HashLoad(running, _lanes, _held.Sum() - running, _maxHeld[(int)CallerClass.Attested] - _lanes);
            }
        }
    }

    /// <summary>Reserves a place without waiting; null if the caller class has none left. Dispose of the place if no work is started on it.</summary>
    internal HashLease? TryTake(CallerClass callerClass)
    {
        lock (_gate)
        {
            int attested = _held[(int)CallerClass.Attested];
            int unknown = _held[(int)CallerClass.Unknown];
            int strangers = _held[(int)CallerClass.Anonymous] + unknown;
            bool room = attested + strangers < _maxHeld[(int)CallerClass.Attested]
                && (callerClass == CallerClass.Attested || strangers < _maxHeld[(int)CallerClass.Anonymous])
                && (callerClass != CallerClass.Unknown || unknown < _maxHeld[(int)CallerClass.Unknown]);
            if (!room || _stopped)
            {
                return null;
            }

            _held[(int)callerClass]++;
            return new HashLease(this, callerClass);
        }
    }

    internal void Enqueue(HashWork work)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopped, this);
            work.Node = _waiting[(int)work.CallerClass].AddLast(work);
            if (!WakeOne() && _threads < _lanes)
            {
                _threads++;
                new Thread(RunLane) { IsBackground = true, Name = "AccountRecovery hashing lane" }.Start();
            }
        }
    }

    /// <summary>Removes work that is still waiting. Returns false if the work is already running or done; the work then keeps its place.</summary>
    internal bool TryWithdraw(HashWork work)
    {
        lock (_gate)
        {
            if (work.Node?.List is not { } queue)
            {
                return false;
            }

            queue.Remove(work.Node);
            _held[(int)work.CallerClass]--;
            return true;
        }
    }

    internal void GiveBack(CallerClass callerClass)
    {
        lock (_gate)
        {
            _held[(int)callerClass]--;
        }
    }

    /// <summary>Lets running work end, cancels waiting work, and accepts no new work.</summary>
    public void Dispose()
    {
        List<HashWork> dropped = [];
        lock (_gate)
        {
            _stopped = true;
            foreach (LinkedList<HashWork> queue in _waiting)
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
            work.Run(finished: () => Finished(work.CallerClass));
        }
    }

    private HashWork? Next()
    {
        lock (_gate)
        {
            while (!_stopped)
            {
                for (int use = 0; use < _waiting.Length; use++)
                {
                    int strangersRunning = _running[(int)CallerClass.Anonymous] + _running[(int)CallerClass.Unknown];
                    bool mayRun = use == (int)CallerClass.Attested
                        || (strangersRunning < _maxRunning[(int)CallerClass.Anonymous] && _running[use] < _maxRunning[use]);
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

    private void Finished(CallerClass callerClass)
    {
        lock (_gate)
        {
            _running[(int)callerClass]--;
            _held[(int)callerClass]--;

            // Work that waited for its caller class may run now, on an idle lane that was not allowed to run it before.
            WakeOne();
        }
    }

    // Counts the lane as busy at once, so that a second piece of work does not rely on the same lane.
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
