using NodaTime;

namespace AccountRecovery;

/// <summary>The one place that reads the clock, at its grain: microseconds.</summary>
internal sealed class RecoveryClock(IClock clock)
{
    /// <summary>How far a clock may lag behind what a record has seen: 5 minutes.</summary>
    internal static readonly Duration Tolerance = Duration.FromMinutes(5);

    internal Instant Now => Microseconds.Truncate(clock.GetCurrentInstant());
}
