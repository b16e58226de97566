using System.Globalization;
using System.Text.RegularExpressions;

namespace AccountRecovery.House;

#pragma warning disable // This class breaks the rules on purpose: each method must be caught.

/// <summary>What the library must never do, one method for each.</summary>
internal static class LeakyTwin
{
    internal static int GuessableRandom() => new Random(1).Next();

    internal static int SharedRandom() => Random.Shared.Next();

    internal static Guid IdFromGuid() => Guid.NewGuid();

    internal static DateTime LocalNow() => DateTime.Now;

    internal static DateTime UtcNow() => DateTime.UtcNow;

    internal static DateTimeOffset OffsetUtcNow() => DateTimeOffset.UtcNow;

    internal static DateTimeOffset ProvidedNow() => TimeProvider.System.GetUtcNow();

    internal static NodaTime.Instant ClockNow() => NodaTime.SystemClock.Instance.GetCurrentInstant();

    internal static bool Expression(string typed) => Regex.IsMatch(typed, @"^\d{8}$");

    internal static int ParsedAsNumber(string typed) => int.Parse(typed);

    internal static bool TriedAsNumber(string typed) => long.TryParse(typed, out _);

    internal static int Converted(string typed) => Convert.ToInt32(typed);

    internal static string Upper(string typed) => typed.ToUpper();

    internal static string UpperInvariant(string typed) => typed.ToUpperInvariant();

    internal static char UpperChar(char typed) => char.ToUpper(typed);

    internal static bool AnyDigit(char typed) => char.IsDigit(typed);

    internal static int ComparedByCulture(string one, string other) => string.Compare(one, other);

    internal static int Ordered(string one, string other) => one.CompareTo(other);

    internal static bool Prefix(string one, string other) => one.StartsWith(other);

    internal static int Position(string one, string other) => one.IndexOf(other);

    internal static string Shown(int number) => number.ToString();

    internal static string Formatted(int number) => string.Format("{0}", number);

    internal static string Culture() => CultureInfo.CurrentCulture.Name;

    internal static StringComparer Comparer() => StringComparer.CurrentCulture;
}
