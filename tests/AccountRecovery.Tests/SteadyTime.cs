using NodaTime;

namespace AccountRecovery;

/// <summary>A machine's steady clock that goes with a manual wall clock, unless the wall clock is made to jump.</summary>
internal sealed class SteadyTime : TimeProvider
{
    private readonly object _gate = new();
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return _ticks;
        }
    }

    /// <summary>Time passes, on the wall and within.</summary>
    internal void Pass(ManualClock wall, Duration by)
    {
        lock (_gate)
        {
            _ticks += by.BclCompatibleTicks;
        }

        wall.Advance(by);
    }
}
