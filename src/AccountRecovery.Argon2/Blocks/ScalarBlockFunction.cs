using System.Numerics;
using System.Runtime.CompilerServices;

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
internal readonly unsafe struct ScalarBlockFunction : IBlockFunction
{
    public static bool IsSupported => true;

    public static int PlaceOf(int word) => word;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ulong* x, ulong* y, ulong* old, ulong* result, ulong* scratch, ref Lookahead next)
    {
        unchecked
        {
            ulong* z = scratch;
            for (int word = 0; word < Block.Words; word++)
            {
                z[word] = x[word] ^ y[word];
            }

            for (int row = 0; row < 8; row++)
            {
                Permute(z + (16 * row), stride: 2);
            }

            Permute(z, stride: 16);
            next.Found(z[0] ^ x[0] ^ y[0] ^ old[0]);
            for (int column = 1; column < 8; column++)
            {
                Permute(z + (2 * column), stride: 16);
            }

            // Z xor R
            for (int word = 0; word < Block.Words; word++)
            {
                result[word] = z[word] ^ x[word] ^ y[word] ^ old[word];
            }
        }
    }

    /// <summary>P (RFC 9106, section 3.6) on eight registers; the first word of each is <paramref name="stride"/> words after that of the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Permute(ulong* s0, int stride)
    {
        unchecked
        {
            ulong* s1 = s0 + stride, s2 = s1 + stride, s3 = s2 + stride, s4 = s3 + stride, s5 = s4 + stride, s6 = s5 + stride, s7 = s6 + stride;

            Mix(ref s0[0], ref s2[0], ref s4[0], ref s6[0]);
            Mix(ref s0[1], ref s2[1], ref s4[1], ref s6[1]);
            Mix(ref s1[0], ref s3[0], ref s5[0], ref s7[0]);
            Mix(ref s1[1], ref s3[1], ref s5[1], ref s7[1]);

            Mix(ref s0[0], ref s2[1], ref s5[0], ref s7[1]);
            Mix(ref s0[1], ref s3[0], ref s5[1], ref s6[0]);
            Mix(ref s1[0], ref s3[1], ref s4[0], ref s6[1]);
            Mix(ref s1[1], ref s2[0], ref s4[1], ref s7[0]);
        }
    }

    /// <summary>GB of the RFC, in registers between reading and writing the four words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(ref ulong wordA, ref ulong wordB, ref ulong wordC, ref ulong wordD)
    {
        ulong a = wordA, b = wordB, c = wordC, d = wordD;

        a = Add(a, b);
        d = BitOperations.RotateRight(d ^ a, 32);
        c = Add(c, d);
        b = BitOperations.RotateRight(b ^ c, 24);
        a = Add(a, b);
        d = BitOperations.RotateRight(d ^ a, 16);
        c = Add(c, d);
        b = BitOperations.RotateRight(b ^ c, 63);

        (wordA, wordB, wordC, wordD) = (a, b, c, d);
    }

    /// <summary>a + b + 2 * trunc(a) * trunc(b) modulo 2^64, where trunc keeps the low 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Add(ulong a, ulong b) =>
        unchecked(a + b + (2 * ((ulong)(uint)a * (uint)b)));
}
