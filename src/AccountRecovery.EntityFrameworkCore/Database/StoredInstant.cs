using NodaTime;

namespace AccountRecovery;

/// <summary>Converts instants to whole microseconds since the Unix epoch and back. Every database orders these numbers in the same way.</summary>
internal static class StoredInstant
{
    private const long TicksEach = NodaConstants.TicksPerMillisecond / 1000;

    internal static long From(Instant instant) => Math.DivRem(instant.ToUnixTimeTicks(), TicksEach) switch
    {
        (long whole, < 0) => whole - 1,
        (long whole, _) => whole,
    };

    internal static Instant ToInstant(long microseconds) => Instant.FromUnixTimeTicks(microseconds * TicksEach);
}
