using System.Globalization;

namespace AccountRecovery;

/// <summary>Creates the messages for options that are out of their range.</summary>
internal static class Bounds
{
    internal static IEnumerable<string> Between<T>(string property, T value, T least, T most)
        where T : IComparable<T>
    {
        // The condition is negated so that NaN is out of range too.
        if (!(value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{property} is {value}; it must be from {least} to {most}.");
        }
    }
}
