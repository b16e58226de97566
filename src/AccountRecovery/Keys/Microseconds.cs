using NodaTime;

namespace AccountRecovery;

/// <summary>Converts instants to whole microseconds since the Unix epoch, which is the precision of the clock and of stored instants.</summary>
internal static class Microseconds
{
    private const long TicksEach = NodaConstants.TicksPerMillisecond / 1000;

    // Years 1 to 9999, with a margin at each end, so that no arithmetic on a stored instant can overflow.
    private static readonly long Least = From(Instant.FromUtc(1, 1, 2, 0, 0));
    private static readonly long Greatest = From(Instant.FromUtc(9998, 12, 31, 0, 0));

    internal static long From(Instant instant) => Math.DivRem(instant.ToUnixTimeTicks(), TicksEach) switch
    {
        (long whole, < 0) => whole - 1,
        (long whole, _) => whole,
    };

    internal static Instant ToInstant(long microseconds) =>
        Instant.FromUnixTimeTicks(Math.Clamp(microseconds, Least, Greatest) * TicksEach);

    internal static Instant Truncate(Instant instant) => ToInstant(From(instant));
}
