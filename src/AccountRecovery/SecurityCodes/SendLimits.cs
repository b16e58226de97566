using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>
/// Limits how many security codes are sent. Anonymous callers may use at most half of each limit, so that the other half remains for the owner.
/// </summary>
internal static class SendLimits
{
    /// <summary>The minimum time between two codes to one contact: 30 seconds.</summary>
    internal static readonly Duration Spacing = Duration.FromSeconds(30);

    internal static readonly Duration Hour = Duration.FromHours(1);

    internal const int PerContactAndHour = 5;
    internal const int PerContactAndDay = 10;
    internal const int PerAccountAndDay = 20;

    /// <summary>Returns the first instant at which a code may be sent (inclusive): the current time, or a later instant.</summary>
    internal static Instant Earliest(ImmutableArray<CodeSend> sends, int contact, bool attested, Instant now)
    {
        // A code for an anonymous caller does not make the owner wait thirty seconds.
        Instant earliest = After(sends.Where(send => send.Contact == contact && (send.IsAttested || !attested)), 1, Spacing, now);
        foreach ((IEnumerable<CodeSend> counted, int most, Duration within) in Limits(sends, contact))
        {
            earliest = Instant.Max(earliest, After(counted, most, within, now));
            if (!attested)
            {
                earliest = Instant.Max(earliest, After(counted.Where(send => !send.IsAttested), most / 2, within, now));
            }
        }

        return earliest;
    }

    private static IEnumerable<(IEnumerable<CodeSend> Counted, int Most, Duration Within)> Limits(ImmutableArray<CodeSend> sends, int contact)
    {
        CodeSend[] own = [.. sends.Where(send => send.Contact == contact)];
        yield return (own, PerContactAndHour, Hour);
        yield return (own, PerContactAndDay, CodeSend.CountedFor);
        yield return (sends, PerAccountAndDay, CodeSend.CountedFor);
    }

    // The first instant at which fewer than the maximum number of sends lie within the period.
    private static Instant After(IEnumerable<CodeSend> sends, int most, Duration within, Instant now)
    {
        Instant[] recent = [.. sends.Select(send => send.At).Where(at => now < at + within).Order()];
        return recent.Length < most ? now : recent[^most] + within;
    }
}
