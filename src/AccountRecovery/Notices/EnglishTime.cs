using NodaTime;
using NodaTime.Text;

namespace AccountRecovery;

/// <summary>Writes times in English, in every culture of the process, and in UTC, because the reader's time zone is not known.</summary>
internal static class EnglishTime
{
    private static readonly InstantPattern Whole = InstantPattern.CreateWithInvariantCulture("d MMMM uuuu, HH:mm 'UTC'");

    private static readonly InstantPattern Day = InstantPattern.CreateWithInvariantCulture("d MMMM uuuu");

    private static readonly InstantPattern Hour = InstantPattern.CreateWithInvariantCulture("HH:mm 'UTC'");

    /// <summary>Writes an instant, such as <c>22 November 2026, 17:42 UTC</c>.</summary>
    internal static string Say(Instant instant) => Whole.Format(instant);

    /// <summary>Writes the day in UTC, such as <c>22 November 2026</c>.</summary>
    internal static string SayDay(Instant instant) => Day.Format(instant);

    /// <summary>Writes the time of day, such as <c>17:42 UTC</c>.</summary>
    internal static string SayHour(Instant instant) => Hour.Format(instant);

    /// <summary>A fixed period of whole days, more than one, such as <c>30 days</c>.</summary>
    internal static string SayDays(Duration period) => FormattableString.Invariant($"{period.Days} days");

    /// <summary>Writes how long a code is valid, in whole minutes, rounded down so that a text never promises too much.</summary>
    internal static string SayLifetime(MessageFacts facts) => Minutes(facts) switch
    {
        null => "a few minutes",
        < 1 => "less than a minute",
        1 => "1 minute",
        { } minutes => FormattableString.Invariant($"{minutes} minutes"),
    };

    /// <summary>Writes how long a code is valid, for a text message, such as <c>10 min</c>.</summary>
    internal static string SayLifetimeInText(MessageFacts facts) => Minutes(facts) switch
    {
        null => "a few min",
        < 1 => "under 1 min",
        { } minutes => FormattableString.Invariant($"{minutes} min"),
    };

    private static long? Minutes(MessageFacts facts) => facts.CodeExpiresAt is { } end ? (long)Math.Floor((end - facts.At).TotalMinutes) : null;
}
