using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>
/// How version 1 of the stored form stores the reminders of a wait that were raised: as a number that refers to a list of days. Later versions store the
/// instant. Remove this type together with version 1.
/// </summary>
internal static class WaitOfVersion1
{
    // The days on which version 1 reminded. They are history and never change.
    private static readonly ImmutableArray<int> DaysOfVersion1 = [7, 14, 21, 27, 29];

    /// <summary>
    /// Writes the number, which a library of version 1 reads. If the instant does not follow from the number, as for a reminder that is not in the list, also
    /// writes the instant. A library of version 1 keeps the instant as a field that it does not know.
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

    /// <summary>Returns the instant of the last reminder that was raised; null before the first reminder.</summary>
    /// <param name="since">When the wait began.</param>
    /// <param name="count">The stored number of reminders.</param>
    /// <param name="beside">
    /// The instant that is stored with the number. It is used only if it agrees with the number, because a library of version 1 that raises a reminder or
    /// restarts the wait changes only the number.
    /// </param>
    internal static Instant? LastTold(Instant since, int count, Instant? beside) =>
        beside is not null && Count(since, beside) == count ? beside : At(since, count);

    private static int Count(Instant since, Instant? lastTold) => DaysOfVersion1.Count(day => lastTold - since >= Duration.FromDays(day));

    private static Instant? At(Instant since, int count) => count <= 0 ? null : since + Duration.FromDays(DaysOfVersion1[Math.Min(count, DaysOfVersion1.Length) - 1]);
}
