using System.Globalization;
using System.Runtime.CompilerServices;

namespace AccountRecovery.Argon2Internals;

/// <summary>Argument checks whose messages state the limit and never the content.</summary>
internal static class Check
{
    internal static int Range(int value, int min, int max, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= min && value <= max
            ? value
            : throw new ArgumentOutOfRangeException(name, value, string.Create(CultureInfo.InvariantCulture, $"Must be from {min} to {max}, both inclusive."));

    internal static void Length(ReadOnlySpan<byte> bytes, int min, int max, [CallerArgumentExpression(nameof(bytes))] string? name = null)
    {
        if (bytes.Length < min || bytes.Length > max)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Must be from {min} to {max} bytes long, both inclusive; was {bytes.Length}."), name);
        }
    }
}
