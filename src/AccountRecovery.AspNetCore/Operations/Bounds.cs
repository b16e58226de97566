using System.Globalization;

namespace AccountRecovery;

/// <summary>What is said of an option that is out of its bounds.</summary>
internal static class Bounds
{
    internal static IEnumerable<string> Between<T>(string property, T value, T least, T most)
        where T : IComparable<T>
    {
        // Written so that what is not a number is out of bounds too.
        if (!(value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{property} is {value}; it must be from {least} to {most}.");
        }
    }
}
