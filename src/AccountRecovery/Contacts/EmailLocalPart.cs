using System.Buffers;
using System.Text;

namespace AccountRecovery;

/// <summary>Checks and masks the part before the @: a dot-atom (RFC 5322, 3.2.3), also with letters beyond ASCII (RFC 6531, 3.3). Quoted forms are refused.</summary>
internal static class EmailLocalPart
{
    /// <summary>The maximum length, in bytes of UTF-8 (inclusive): 64 (RFC 5321, 4.5.3.1.1).</summary>
    internal const int MaxBytes = 64;

    private static readonly SearchValues<char> Atoms = SearchValues.Create("!#$%&'*+-./0123456789=?ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>What is wrong with the part before the @; <see cref="AddressFault.None"/> if nothing is wrong.</summary>
    internal static AddressFault Check(ReadOnlySpan<char> local)
    {
        if (local.IsEmpty || local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
        {
            return AddressFault.NotAnEmailAddress;
        }

        // An unpaired surrogate is read as U+FFFD, which is not a letter.
        foreach (Rune rune in local.EnumerateRunes())
        {
            if (rune.IsAscii ? !Atoms.Contains((char)rune.Value) : !AddressRunes.IsPartOfWord(rune))
            {
                return AddressFault.UnexpectedCharacter;
            }
        }

        return Encoding.UTF8.GetByteCount(local) > MaxBytes ? AddressFault.TooLong : AddressFault.None;
    }

    /// <summary>Returns the first character and stars, or only stars if the part has one or two characters.</summary>
    internal static string Mask(ReadOnlySpan<char> local)
    {
        int characters = 0;
        foreach (Rune _ in local.EnumerateRunes())
        {
            characters++;
        }

        Rune.DecodeFromUtf16(local, out Rune first, out _);
        return characters > 2 ? $"{first}***" : "***";
    }
}
