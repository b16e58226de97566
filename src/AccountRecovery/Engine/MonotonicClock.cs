using System.Diagnostics;
using NodaTime;

namespace AccountRecovery;

/// <summary>The machine's steady clock, and the wall clock compared with it between two sweeps: a wall clock that jumped ends nothing.</summary>
internal sealed class MonotonicClock(RecoveryClock clock, TimeProvider? provider)
{
    private readonly object _gate = new();
    private Instant? _wall;
    private long _steady;

    /// <summary>A mark to measure from; means nothing by itself.</summary>
    internal long Timestamp => provider?.GetTimestamp() ?? Stopwatch.GetTimestamp();

    /// <summary>Whether the wall clock has moved as the steady one did, within the tolerance, since the last call. A jump is reported once: then the new time is accepted.</summary>
    internal bool Agrees()
    {
        lock (_gate)
        {
            Instant wall = clock.Now;
            long steady = Timestamp;
            bool agrees = _wall is not { } before || IsNear(wall - before, Duration.FromTimeSpan(Between(_steady, steady)));
            _wall = wall;
            _steady = steady;
            return agrees;
        }
    }

    /// <summary>The time since a mark.</summary>
    internal TimeSpan Since(long timestamp) => Between(timestamp, Timestamp);

    private TimeSpan Between(long from, long to) => provider?.GetElapsedTime(from, to) ?? Stopwatch.GetElapsedTime(from, to);

    private static bool IsNear(Duration one, Duration other)
    {
        Duration apart = one - other;
        return apart <= RecoveryClock.Tolerance && apart >= -RecoveryClock.Tolerance;
    }
}
