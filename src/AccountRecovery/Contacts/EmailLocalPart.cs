using System.Buffers;
using System.Text;

namespace AccountRecovery;

/// <summary>What stands before the @: a dot-atom (RFC 5322, 3.2.3), with letters beyond ASCII (RFC 6531, 3.3). No quoted form.</summary>
internal static class EmailLocalPart
{
    /// <summary>The longest, in bytes of UTF-8 (inclusive): 64 (RFC 5321, 4.5.3.1.1).</summary>
    internal const int MaxBytes = 64;

    private static readonly SearchValues<char> Atoms = SearchValues.Create("!#$%&'*+-./0123456789=?ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>What is wrong with it; <see cref="AddressFault.None"/> if nothing.</summary>
    internal static AddressFault Check(ReadOnlySpan<char> local)
    {
        if (local.IsEmpty || local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
        {
            return AddressFault.NotAnEmailAddress;
        }

        // A half of a surrogate pair reads as U+FFFD, which is no letter.
        foreach (Rune rune in local.EnumerateRunes())
        {
            if (rune.IsAscii ? !Atoms.Contains((char)rune.Value) : !AddressRunes.IsPartOfWord(rune))
            {
                return AddressFault.UnexpectedCharacter;
            }
        }

        return Encoding.UTF8.GetByteCount(local) > MaxBytes ? AddressFault.TooLong : AddressFault.None;
    }

    /// <summary>Its first character and stars, or stars alone where that would show half of it or more.</summary>
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
