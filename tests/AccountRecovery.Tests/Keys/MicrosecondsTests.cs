using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AccountRecovery;

public sealed class MicrosecondsTests
{
    private static readonly Instant Least = Instant.FromUtc(1, 1, 2, 0, 0);
    private static readonly Instant Greatest = Instant.FromUtc(9998, 12, 31, 0, 0);

    /// <summary>Any instant that NodaTime has, both ends and their neighbours among them.</summary>
    private static Arbitrary<Instant> Instants => Arb.From(
        Gen.Frequency(
            (1, Gen.Elements(Instant.MinValue, Instant.MaxValue, Least, Greatest, Least - Duration.Epsilon, Greatest + Duration.Epsilon, Instant.FromUnixTimeTicks(0))),
            (2, Gen.Choose(-2000, 2000).Select(nanoseconds => Instant.FromUnixTimeTicks(0) + Duration.FromNanoseconds((long)nanoseconds))),
            (6, from days in Gen.Choose(-4_371_222, 2_932_896)
                from nanoseconds in Gen.Choose(0, int.MaxValue)
                select Instant.FromUnixTimeTicks(0) + Duration.FromDays(days) + Duration.FromNanoseconds(40_000L * nanoseconds))),
        instant => instant == Instant.FromUnixTimeTicks(0) ? [] : [Instant.FromUnixTimeTicks(instant.ToUnixTimeTicks() / 2)]);

    [Fact]
    public void Truncating_goes_down_by_less_than_a_microsecond_and_never_again() => Holds.ForAll(
        Instants.Filter(instant => instant >= Least && instant <= Greatest),
        instant =>
        {
            Instant truncated = Microseconds.Truncate(instant);
            return truncated <= instant && instant - truncated < Duration.FromNanoseconds(1_000) && Microseconds.Truncate(truncated) == truncated;
        },
        tests: 3_000);

    [Fact]
    public void T4_Every_instant_there_is_truncates_into_the_bounds_and_keeps_its_order() => Holds.ForAll(
        Instants.Zip(Instants),
        two =>
        {
            (Instant first, Instant second) = (Microseconds.Truncate(two.Item1), Microseconds.Truncate(two.Item2));
            return first >= Least && first <= Greatest && (two.Item1 > two.Item2 || first <= second);
        },
        tests: 3_000);

    [Fact]
    public void T4_Every_stored_number_is_an_instant_that_a_day_can_be_added_to() => Holds.ForAll(
        Arb.From(
            Gen.Choose(int.MinValue, int.MaxValue).Two().Select(halves => ((long)halves.Item1 << 32) | unchecked((uint)halves.Item2)),
            number => number == 0 ? [] : [number / 2]),
        number =>
        {
            Instant instant = Microseconds.ToInstant(number);
            return instant - Duration.FromDays(1) < instant + Duration.FromDays(1) && instant >= Least && instant <= Greatest;
        });

    [Fact]
    public void T4_The_ends_of_time_are_clamped()
    {
        Assert.Equal(Least, Microseconds.Truncate(Instant.MinValue));
        Assert.Equal(Greatest, Microseconds.Truncate(Instant.MaxValue));
        Assert.Equal(Least, Microseconds.ToInstant(long.MinValue));
        Assert.Equal(Greatest, Microseconds.ToInstant(long.MaxValue));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(999, 0)]
    [InlineData(1_000, 1)]
    [InlineData(-1, -1)]
    [InlineData(-999, -1)]
    [InlineData(-1_000, -1)]
    [InlineData(-1_001, -2)]
    public void From_NanosecondsAroundTheEpoch_TakesTheFloor(long nanoseconds, long microseconds) =>
        Assert.Equal(microseconds, Microseconds.From(Instant.FromUnixTimeTicks(0) + Duration.FromNanoseconds(nanoseconds)));
}
