using NodaTime;

namespace AccountRecovery;

/// <summary>The only place that reads the clock. Its precision is a microsecond.</summary>
internal sealed class RecoveryClock(IClock clock)
{
    /// <summary>How far a clock may be behind the latest instant in a record, or differ from the store's clock: 5 minutes.</summary>
    internal static readonly Duration Tolerance = Duration.FromMinutes(5);

    internal Instant Now => Microseconds.Truncate(clock.GetCurrentInstant());
}
