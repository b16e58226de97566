using NodaTime;
using NodaTime.Text;

namespace AccountRecovery;

/// <summary>Time in English, the same in every culture of the process; in UTC, since nobody has said where the reader is.</summary>
internal static class EnglishTime
{
    private static readonly InstantPattern Whole = InstantPattern.CreateWithInvariantCulture("d MMMM uuuu, HH:mm 'UTC'");

    private static readonly InstantPattern Day = InstantPattern.CreateWithInvariantCulture("d MMMM uuuu");

    private static readonly InstantPattern Hour = InstantPattern.CreateWithInvariantCulture("HH:mm 'UTC'");

    /// <summary>Such as <c>22 November 2026, 17:42 UTC</c>.</summary>
    internal static string Say(Instant instant) => Whole.Format(instant);

    /// <summary>Such as <c>22 November 2026</c>, the day in UTC.</summary>
    internal static string SayDay(Instant instant) => Day.Format(instant);

    /// <summary>Such as <c>17:42 UTC</c>.</summary>
    internal static string SayHour(Instant instant) => Hour.Format(instant);

    /// <summary>How long a code lasts, in whole minutes, rounded down, so that a text never promises too much.</summary>
    internal static string SayLifetime(MessageFacts facts) => Minutes(facts) switch
    {
        null => "a few minutes",
        < 1 => "less than a minute",
        1 => "1 minute",
        { } minutes => FormattableString.Invariant($"{minutes} minutes"),
    };

    /// <summary>The same for a text message, such as <c>10 min</c>.</summary>
    internal static string SayLifetimeInText(MessageFacts facts) => Minutes(facts) switch
    {
        null => "a few min",
        < 1 => "under 1 min",
        { } minutes => FormattableString.Invariant($"{minutes} min"),
    };

    private static long? Minutes(MessageFacts facts) => facts.CodeExpiresAt is { } end ? (long)Math.Floor((end - facts.At).TotalMinutes) : null;
}
