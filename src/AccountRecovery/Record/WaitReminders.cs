using NodaTime;

namespace AccountRecovery;

/// <summary>When a reminder of a running wait is sent. The instants follow only from the start and the end of the wait.</summary>
/// <remarks>
/// Reminders come weekly from the start until one week before the end, and then one week, three days and one day before the end: in a wait of 30 days, on days
/// 7, 14, 21, 23, 27 and 29. In a wait of up to 72 hours at most one of these instants would lie between start and end, so the reminders come halfway and one
/// hour before the end instead. So every wait of 24 hours or more has at least two reminders.
/// </remarks>
internal static class WaitReminders
{
    /// <summary>The longest wait whose reminders come halfway and one hour before the end: 72 hours (inclusive).</summary>
    internal static readonly Duration Short = Duration.FromHours(72);

    internal static readonly Duration Week = Duration.FromDays(7);

    private static readonly Duration ThreeDays = Duration.FromDays(3);
    private static readonly Duration Day = Duration.FromDays(1);
    private static readonly Duration Hour = Duration.FromHours(1);

    /// <summary>Returns the first reminder after an instant.</summary>
    /// <param name="since">When the wait began.</param>
    /// <param name="until">First instant at which the wait is over (inclusive).</param>
    /// <param name="lastTold">Reminders up to this instant (inclusive) do not count.</param>
    /// <returns>An instant between <paramref name="since"/> and <paramref name="until"/> (both exclusive); null if no reminder remains before the end.</returns>
    internal static Instant? After(Instant since, Instant until, Instant lastTold)
    {
        var from = Instant.Max(since, lastTold);
        Duration wait = until - since;
        Instant[] reminders = wait <= Short
            ? [Microseconds.Truncate(since + (wait / 2)), until - Hour]
            : [Instant.Min(NextWeek(since, from), until - Week), until - ThreeDays, until - Day];
        return reminders.Where(at => from < at).Select(at => (Instant?)at).Min();
    }

    private static Instant NextWeek(Instant since, Instant from) => since + (Week * (Math.Floor((from - since) / Week) + 1));
}
