using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>
/// How version 1 of the stored form keeps what was told of a wait: as the number of reminders, counted along a list of days. Later versions keep the instant. Goes with
/// version 1.
/// </summary>
internal static class WaitOfVersion1
{
    private static readonly ImmutableArray<int> Days = [7, 14, 21, 27, 29];

    /// <summary>
    /// Writes the count, which is what a build of version 1 goes by; and the instant beside it where the count does not say it, as for a reminder that is not in the list.
    /// That build keeps the instant as a field that it does not know.
    /// </summary>
    internal static void Write(FieldWriter fields, Instant since, Instant? lastTold)
    {
        int count = Count(since, lastTold);
        fields.Number(3, count);
        if (At(since, count) != lastTold)
        {
            fields.Time(4, lastTold);
        }
    }

    /// <summary>The instant of the reminder that was told last; null before the first one.</summary>
    /// <param name="since">When the wait began.</param>
    /// <param name="count">The count that is stored.</param>
    /// <param name="beside">The instant that is stored beside it. It counts as long as it agrees: a build of version 1 that tells a reminder or restarts the wait changes the count alone.</param>
    internal static Instant? LastTold(Instant since, int count, Instant? beside) =>
        beside is not null && Count(since, beside) == count ? beside : At(since, count);

    private static int Count(Instant since, Instant? lastTold) => Days.Count(day => lastTold - since >= Duration.FromDays(day));

    private static Instant? At(Instant since, int count) => count <= 0 ? null : since + Duration.FromDays(Days[Math.Min(count, Days.Length) - 1]);
}
