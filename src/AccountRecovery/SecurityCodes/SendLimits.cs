using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>How often security codes are sent. Strangers have half of each number, and never keep the owner waiting longer than that.</summary>
internal static class SendLimits
{
    /// <summary>Between two codes to one contact.</summary>
    internal static readonly Duration Spacing = Duration.FromSeconds(30);

    internal static readonly Duration Hour = Duration.FromHours(1);

    internal const int PerContactAndHour = 5;
    internal const int PerContactAndDay = 10;
    internal const int PerAccountAndDay = 20;

    /// <summary>First instant at which a code may be sent (inclusive): now, or later.</summary>
    internal static Instant Earliest(ImmutableArray<CodeSend> sends, int contact, bool attested, Instant now)
    {
        // A stranger's code does not make the owner wait thirty seconds.
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

    // When the oldest of the last so many is long enough ago.
    private static Instant After(IEnumerable<CodeSend> sends, int most, Duration within, Instant now)
    {
        Instant[] recent = [.. sends.Select(send => send.At).Where(at => now < at + within).Order()];
        return recent.Length < most ? now : recent[^most] + within;
    }
}
