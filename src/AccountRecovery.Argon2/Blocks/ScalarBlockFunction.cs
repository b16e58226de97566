using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AccountRecovery.Argon2Internals;

/// <summary>The compression function G of Argon2 (RFC 9106, section 3.5) in 64-bit words, for any processor.</summary>
/// <remarks>
/// A block is a matrix of 8 x 8 registers of two words each. A row is 16 words in sequence; a column takes two words
/// of every row:
/// <code>
///          column 0   column 1        column 7
/// row 0   [  0   1 ] [  2   3 ] ... [  14  15 ]
/// row 1   [ 16  17 ] [ 18  19 ] ... [  30  31 ]
///   ...
/// row 7   [112 113 ] [114 115 ] ... [ 126 127 ]
/// </code>
/// </remarks>
internal static class ScalarBlockFunction
{
    internal static void Apply(ReadOnlySpan<ulong> x, ReadOnlySpan<ulong> y, Span<ulong> result, bool xorInto)
    {
        Span<ulong> z = stackalloc ulong[BlockFunction.Words];
        try
        {
            // R = X xor Y. What stands in the result before P is R, and the old block as well when that is kept.
            for (int word = 0; word < z.Length; word++)
            {
                ulong r = x[word] ^ y[word];
                z[word] = r;
                result[word] = xorInto ? result[word] ^ r : r;
            }

            for (int row = 0; row < 8; row++)
            {
                Permute(z.Slice(16 * row, 16), stride: 2);
            }

            for (int column = 0; column < 8; column++)
            {
                Permute(z[(2 * column)..], stride: 16);
            }

            for (int word = 0; word < z.Length; word++)
            {
                result[word] ^= z[word];
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(z));
        }
    }

    /// <summary>Applies P to eight registers; the first word of each is <paramref name="stride"/> words after that of the one before.</summary>
    private static void Permute(Span<ulong> z, int stride)
    {
        Span<ulong> s1 = z[stride..], s2 = s1[stride..], s3 = s2[stride..], s4 = s3[stride..], s5 = s4[stride..], s6 = s5[stride..], s7 = s6[stride..];

        BlaMka.Permute(
            ref z[0], ref z[1], ref s1[0], ref s1[1], ref s2[0], ref s2[1], ref s3[0], ref s3[1],
            ref s4[0], ref s4[1], ref s5[0], ref s5[1], ref s6[0], ref s6[1], ref s7[0], ref s7[1]);
    }
}
