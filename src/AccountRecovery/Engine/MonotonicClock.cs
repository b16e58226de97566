using System.Diagnostics;
using NodaTime;

namespace AccountRecovery;

/// <summary>
/// The server's monotonic clock. Between two due-work sweeps the wall clock is compared with it, so that a jump of the wall clock ends no waits or other time
/// spans.
/// </summary>
internal sealed class MonotonicClock(RecoveryClock clock, TimeProvider? provider)
{
    private readonly object _gate = new();
    private Instant? _wall;
    private long _steady;

    /// <summary>A timestamp from which to measure. The value alone has no meaning.</summary>
    internal long Timestamp => provider?.GetTimestamp() ?? Stopwatch.GetTimestamp();

    /// <summary>
    /// Whether, since the last call, the wall clock has moved as much as the monotonic clock, within the tolerance. Each jump is reported once; after that the new
    /// time is accepted.
    /// </summary>
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

    /// <summary>The time since a timestamp.</summary>
    internal TimeSpan Since(long timestamp) => Between(timestamp, Timestamp);

    private TimeSpan Between(long from, long to) => provider?.GetElapsedTime(from, to) ?? Stopwatch.GetElapsedTime(from, to);

    private static bool IsNear(Duration one, Duration other)
    {
        Duration apart = one - other;
        return apart <= RecoveryClock.Tolerance && apart >= -RecoveryClock.Tolerance;
    }
}
