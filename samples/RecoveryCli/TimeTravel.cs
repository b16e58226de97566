using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace RecoveryCli;

/// <summary>Reads the instant that a call is to be made at.</summary>
internal static class TimeTravel
{
    private const int MostDigits = 6;

    // The library adds waits to an instant; both ends leave room for them.
    private static readonly Instant First = Instant.FromUtc(1970, 1, 1, 0, 0);
    private static readonly Instant End = Instant.FromUtc(9000, 1, 1, 0, 0);

    /// <param name="text">An ISO-8601 instant, or a sign, digits and s, m, h or d.</param>
    /// <param name="now">What a relative one counts from.</param>
    /// <exception cref="FormatException">It is neither, or not between 1970 and 9000.</exception>
    internal static Instant Parse(string text, Instant now)
    {
        Instant? instant = text is ['+' or '-', ..] ? Relative(text, now)
            : InstantPattern.ExtendedIso.Parse(text) is { Success: true, Value: var at } ? at
            : null;
        return instant >= First && instant < End
            ? instant.Value
            : throw new FormatException($"'{text}' is no instant from 1970 to 9000 such as 2026-03-01T12:00:00Z, +31d or -6m.");
    }

    private static Instant? Relative(string text, Instant now)
    {
        Duration? unit = text[^1] switch
        {
            's' => Duration.FromSeconds(1),
            'm' => Duration.FromMinutes(1),
            'h' => Duration.FromHours(1),
            'd' => Duration.FromDays(1),
            _ => null,
        };
        bool counts = int.TryParse(text.AsSpan(1, Math.Max(0, text.Length - 2)), NumberStyles.None, CultureInfo.InvariantCulture, out int count);
        return unit is { } each && counts && text.Length <= MostDigits + 2 ? now + (each * (text[0] == '-' ? -count : count)) : null;
    }
}
