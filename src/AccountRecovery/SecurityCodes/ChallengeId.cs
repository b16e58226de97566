using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AccountRecovery;

/// <summary>The handle of one challenge, which identifies the code that a person types. It reveals nothing, not even whether a code was sent.</summary>
/// <remarks>The handle is not secret, but only its own flow should know it: keep it in a cookie or a form of this flow.</remarks>
/// <param name="Value">64 bits that nobody can guess.</param>
public readonly record struct ChallengeId(long Value)
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>Reads a text that <see cref="ToString"/> returned.</summary>
    /// <param name="text">16 lower-case hexadecimal digits.</param>
    /// <param name="challenge">The handle.</param>
    /// <returns>Whether the text is a handle.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out ChallengeId challenge)
    {
        challenge = default;
        if (text is not { Length: 16 } || text.AsSpan().ContainsAnyExcept(Digits))
        {
            return false;
        }

        challenge = new ChallengeId(BinaryPrimitives.ReadInt64BigEndian(Convert.FromHexString(text)));
        return true;
    }

    /// <summary>Returns the handle as text.</summary>
    /// <returns>16 lower-case hexadecimal digits.</returns>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
