using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AccountRecovery;

/// <summary>When people are reminded of a wait, for every length that the option allows.</summary>
public sealed class WaitRemindersTests
{
    private static readonly Instant Since = TestHost.Start;

    /// <summary>The length in hours, and the hours at which reminders are told.</summary>
    public static TheoryData<int, int[]> Lengths => new()
    {
        { 24, [12, 23] },
        { 48, [24, 47] },
        { 72, [36, 71] },
        { 73, [1, 49] },
        { 7 * 24, Days(4, 6) },
        { 8 * 24, Days(1, 5, 7) },
        { 10 * 24, Days(3, 7, 9) },
        { 14 * 24, Days(7, 11, 13) },
        { 28 * 24, Days(7, 14, 21, 25, 27) },
        { 30 * 24, Days(7, 14, 21, 23, 27, 29) },
        { 60 * 24, Days(7, 14, 21, 28, 35, 42, 49, 53, 57, 59) },
        { 90 * 24, Days(7, 14, 21, 28, 35, 42, 49, 56, 63, 70, 77, 83, 87, 89) },
    };

    private static Arbitrary<(Duration Wait, Duration At)> Moments { get; } = Arb.From(
        from wait in Lengths24HoursTo90Days
        from share in Gen.Choose(-100, 1_100)
        select (wait, Whole(wait * share / 1_000)));

    // To the microsecond, and around the lengths at which the rule changes and instants coincide.
    private static Gen<Duration> Lengths24HoursTo90Days => Gen.OneOf(
        from hours in Gen.Choose(24, 2_160)
        select Duration.FromHours(hours),
        from hours in Gen.Choose(24, 2_159)
        from microseconds in Gen.Choose(0, int.MaxValue)
        select Duration.FromHours(hours) + Duration.FromNanoseconds(1_000L * microseconds),
        from day in Gen.Elements(2, 3, 4, 7, 8, 10, 14, 21, 28)
        from grains in Gen.Choose(-1, 1)
        select Duration.FromDays(day) + (ContactScene.Grain * grains));

    [Theory]
    [MemberData(nameof(Lengths))]
    public void After_EachReminder_IsTheNext(int length, int[] hours) =>
        Assert.Equal(hours.Select(hour => Since + Duration.FromHours(hour)), WaitScene.Reminders(Since, Since + Duration.FromHours(length)));

    [Theory]
    [MemberData(nameof(Lengths))]
    public void After_AMicrosecondBeforeAndAtAReminder_IsThatOneAndTheNext(int length, int[] hours)
    {
        Instant until = Since + Duration.FromHours(length);
        foreach ((int hour, int index) in hours.Select((hour, index) => (hour, index)))
        {
            Instant at = Since + Duration.FromHours(hour);
            Instant? next = index + 1 < hours.Length ? Since + Duration.FromHours(hours[index + 1]) : null;

            Assert.Equal(at, WaitReminders.After(Since, until, at - ContactScene.Grain));
            Assert.Equal(next, WaitReminders.After(Since, until, at));
            Assert.Equal(next, WaitReminders.After(Since, until, at + ContactScene.Grain));
        }
    }

    /// <summary>One microsecond beyond 72 hours, three days before the end lies inside.</summary>
    [Fact]
    public void After_72HoursAndAMicrosecond_IsThreeDaysBeforeTheEnd()
    {
        Duration length = Duration.FromHours(72) + ContactScene.Grain;

        Assert.Equal([Since + ContactScene.Grain, Since + Duration.FromDays(2) + ContactScene.Grain], WaitScene.Reminders(Since, Since + length));
    }

    /// <summary>The model lists every reminder there can be, and takes the first that is left.</summary>
    [Fact]
    public void R7_After_any_instant_of_any_wait_comes_the_first_reminder_that_is_left() => Holds.ForAll(
        Moments,
        moment => WaitReminders.After(Since, Since + moment.Wait, Since + moment.At) == Modelled(moment.Wait).Where(at => at > Since + moment.At).Cast<Instant?>().FirstOrDefault(),
        tests: 2_000);

    [Fact]
    public void R7_Every_wait_has_two_reminders_at_least_between_start_and_end_and_no_more_than_a_week_passes_without_one() => Holds.ForAll(
        Lengths24HoursTo90Days,
        wait =>
        {
            Instant[] reminders = WaitScene.Reminders(Since, Since + wait);
            Instant[] told = [Since, .. reminders, Since + wait];
            return reminders.Length >= 2
                && told.Zip(told.Skip(1)).All(pair => pair.First < pair.Second && pair.Second - pair.First <= Duration.FromDays(7))
                && reminders.All(at => Microseconds.Truncate(at) == at);
        },
        tests: 1_000);

    private static IEnumerable<Instant> Modelled(Duration wait)
    {
        Instant until = Since + wait;
        IEnumerable<Instant> all = wait <= Duration.FromHours(72)
            ? [Since + Whole(wait / 2), until - Duration.FromHours(1)]
            : Enumerable.Range(1, 13).Select(week => Since + Duration.FromDays(7 * week)).Where(at => at < until - Duration.FromDays(7)).Concat(((int[])[7, 3, 1]).Select(days => until - Duration.FromDays(days)));
        return all.Where(at => at > Since && at < until).Distinct().Order();
    }

    private static Duration Whole(Duration time) => Duration.FromNanoseconds((long)Math.Floor(time.ToInt64Nanoseconds() / 1_000.0) * 1_000);

    private static int[] Days(params int[] days) => [.. days.Select(day => 24 * day)];
}
