using System.Numerics;
using System.Runtime.CompilerServices;

namespace AccountRecovery.Argon2Internals;

/// <summary>The compression function G of Argon2 (RFC 9106, section 3.5) in 64-bit words, for any processor.</summary>
/// <remarks>
/// A block is a matrix of 8 x 8 registers of two words each. A row consists of 16 consecutive words; a column consists of two words
/// of each row:
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
        ulong* z = scratch;
        unchecked
        {
            // R = X xor Y
            for (int word = 0; word < Block.Words; word += 4)
            {
                z[word] = x[word] ^ y[word];
                z[word + 1] = x[word + 1] ^ y[word + 1];
                z[word + 2] = x[word + 2] ^ y[word + 2];
                z[word + 3] = x[word + 3] ^ y[word + 3];
            }

            // Q: P on every row
            for (int row = 0; row < 8; row++)
            {
                Permute(z + (16 * row), stride: 2);
            }

            // Z: P on every column
            Permute(z, stride: 16);
            next.Found(z[0] ^ x[0] ^ y[0] ^ old[0]);
            for (int column = 1; column < 8; column++)
            {
                Permute(z + (2 * column), stride: 16);
            }

            // Z xor R
            for (int word = 0; word < Block.Words; word += 4)
            {
                result[word] = z[word] ^ x[word] ^ y[word] ^ old[word];
                result[word + 1] = z[word + 1] ^ x[word + 1] ^ y[word + 1] ^ old[word + 1];
                result[word + 2] = z[word + 2] ^ x[word + 2] ^ y[word + 2] ^ old[word + 2];
                result[word + 3] = z[word + 3] ^ x[word + 3] ^ y[word + 3] ^ old[word + 3];
            }
        }
    }

    /// <summary>P (RFC 9106, section 3.6) on eight registers. The first words of two consecutive registers are <paramref name="stride"/> words apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Permute(ulong* v, int stride)
    {
        unchecked
        {
            Mix(v, 0, 2 * stride, 4 * stride, 6 * stride);
            Mix(v, 1, (2 * stride) + 1, (4 * stride) + 1, (6 * stride) + 1);
            Mix(v, stride, 3 * stride, 5 * stride, 7 * stride);
            Mix(v, stride + 1, (3 * stride) + 1, (5 * stride) + 1, (7 * stride) + 1);

            Mix(v, 0, (2 * stride) + 1, 5 * stride, (7 * stride) + 1);
            Mix(v, 1, 3 * stride, (5 * stride) + 1, 6 * stride);
            Mix(v, stride, (3 * stride) + 1, 4 * stride, (6 * stride) + 1);
            Mix(v, stride + 1, 2 * stride, (4 * stride) + 1, 7 * stride);
        }
    }

    /// <summary>GB of the RFC. Between reading and writing, the four words are kept in processor registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(ulong* v, int atA, int atB, int atC, int atD)
    {
        ulong a = v[atA], b = v[atB], c = v[atC], d = v[atD];

        a = Add(a, b);
        d = BitOperations.RotateRight(d ^ a, 32);
        c = Add(c, d);
        b = BitOperations.RotateRight(b ^ c, 24);
        a = Add(a, b);
        d = BitOperations.RotateRight(d ^ a, 16);
        c = Add(c, d);
        b = BitOperations.RotateRight(b ^ c, 63);

        v[atA] = a;
        v[atB] = b;
        v[atC] = c;
        v[atD] = d;
    }

    /// <summary>a + b + 2 * trunc(a) * trunc(b) modulo 2^64, where trunc keeps the low 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Add(ulong a, ulong b) =>
        unchecked(a + b + (2 * ((ulong)(uint)a * (uint)b)));
}
