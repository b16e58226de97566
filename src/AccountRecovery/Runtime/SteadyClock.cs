using System.Diagnostics;
using NodaTime;

namespace AccountRecovery;

/// <summary>Compares the wall clock with the machine's steady one between two sweeps: a wall clock that jumped ends nothing.</summary>
internal sealed class SteadyClock(RecoveryClock clock, TimeProvider? provider)
{
    private readonly object _gate = new();
    private Instant? _wall;
    private long _steady;

    /// <summary>Whether the wall clock has moved as the steady one did, within the tolerance, since the last call. A jump is told once: then the new time is taken as it is.</summary>
    internal bool Agrees()
    {
        lock (_gate)
        {
            Instant wall = clock.Now;
            long steady = provider?.GetTimestamp() ?? Stopwatch.GetTimestamp();
            TimeSpan elapsed = provider?.GetElapsedTime(_steady, steady) ?? Stopwatch.GetElapsedTime(_steady, steady);
            bool agrees = _wall is not { } before || IsNear(wall - before, Duration.FromTimeSpan(elapsed));
            _wall = wall;
            _steady = steady;
            return agrees;
        }
    }

    private static bool IsNear(Duration one, Duration other)
    {
        Duration apart = one - other;
        return apart <= RecoveryClock.Tolerance && apart >= -RecoveryClock.Tolerance;
    }
}
