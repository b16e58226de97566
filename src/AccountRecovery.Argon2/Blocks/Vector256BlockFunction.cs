using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AccountRecovery.Argon2Internals;

/// <summary>G (RFC 9106, section 3.5) in vectors of 256 bits, eight of them at a time in registers, for AVX2.</summary>
/// <remarks>
/// P works on 16 words in four parts of four: a is v_0 to v_3, b is v_4 to v_7, c is v_8 to v_11, d is v_12 to v_15.
/// Blocks lie in memory as in the RFC. A vector is one part of a row, and vector 4 i + j holds words 4 j to 4 j + 3 of row i:
/// <code>
///             j = 0               j = 1               j = 2               j = 3
/// row 0  [  0   1   2   3 ]  [  4   5   6   7 ]  [  8   9  10  11 ]  [ 12  13  14  15 ]
/// row 1  [ 16  17  18  19 ]  [ 20  21  22  23 ]  [ 24  25  26  27 ]  [ 28  29  30  31 ]
/// </code>
/// The four vectors of a row are its a, b, c and d. Two columns stand in the eight vectors of one j: the first column in their
/// lower halves, the second in their upper halves. There each part is two vectors, such as v_0 v_1 in row 0 and v_2 v_3 in row 1.
/// </remarks>
internal readonly unsafe struct Vector256BlockFunction : IBlockFunction
{
    private const int VectorWords = 4;
    private const int TwoRows = 8 * VectorWords;

    public static bool IsSupported => Avx2.IsSupported;

    public static int PlaceOf(int word) => word;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ulong* x, ulong* y, ulong* old, ulong* result, ulong* scratch, ref Lookahead next)
    {
        // R = X xor Y, and Q: P on every row, two at a time
        for (int words = 0; words < Block.Words; words += TwoRows)
        {
            unchecked
            {
                PermuteRows(x + words, y + words, scratch + words);
            }
        }

        // Z: P on every column, two at a time. The result is Z xor R; word 0 is in the first two columns.
        PermuteColumns(x, y, old, result, scratch);
        next.Found(result[0]);

        for (int words = VectorWords; words < 4 * VectorWords; words += VectorWords)
        {
            unchecked
            {
                PermuteColumns(x + words, y + words, old + words, result + words, scratch + words);
            }
        }
    }

    /// <summary>P on the first two rows of X xor Y. The two do not mix; side by side they keep the processor busy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PermuteRows(ulong* x, ulong* y, ulong* z)
    {
        Vector256<ulong> a0 = Xor(x, y, 0), b0 = Xor(x, y, 1), c0 = Xor(x, y, 2), d0 = Xor(x, y, 3);
        Vector256<ulong> a1 = Xor(x, y, 4), b1 = Xor(x, y, 5), c1 = Xor(x, y, 6), d1 = Xor(x, y, 7);

        Mix(ref a0, ref b0, ref c0, ref d0, ref a1, ref b1, ref c1, ref d1);
        TurnRow(ref a0, ref c0, ref d0);
        TurnRow(ref a1, ref c1, ref d1);
        Mix(ref a0, ref b0, ref c0, ref d0, ref a1, ref b1, ref c1, ref d1);
        TurnRow(ref c0, ref a0, ref d0);
        TurnRow(ref c1, ref a1, ref d1);

        Store(a0, z, 0);
        Store(b0, z, 1);
        Store(c0, z, 2);
        Store(d0, z, 3);
        Store(a1, z, 4);
        Store(b1, z, 5);
        Store(c1, z, 6);
        Store(d1, z, 7);
    }

    /// <summary>P on the first two columns, then what comes after Z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PermuteColumns(ulong* x, ulong* y, ulong* old, ulong* result, ulong* z)
    {
        Vector256<ulong> a0 = Load(z, 0), a1 = Load(z, 4), b0 = Load(z, 8), b1 = Load(z, 12);
        Vector256<ulong> c0 = Load(z, 16), c1 = Load(z, 20), d0 = Load(z, 24), d1 = Load(z, 28);

        Mix(ref a0, ref b0, ref c0, ref d0, ref a1, ref b1, ref c1, ref d1);
        TurnRight(ref a0, ref a1);
        TurnLeft(ref c0, ref c1);
        Mix(ref a0, ref b0, ref c0, ref d1, ref a1, ref b1, ref c1, ref d0);
        TurnLeft(ref a0, ref a1);
        TurnRight(ref c0, ref c1);

        Store(a0 ^ Xor(x, y, 0) ^ Load(old, 0), result, 0);
        Store(a1 ^ Xor(x, y, 4) ^ Load(old, 4), result, 4);
        Store(b0 ^ Xor(x, y, 8) ^ Load(old, 8), result, 8);
        Store(b1 ^ Xor(x, y, 12) ^ Load(old, 12), result, 12);
        Store(c0 ^ Xor(x, y, 16) ^ Load(old, 16), result, 16);
        Store(c1 ^ Xor(x, y, 20) ^ Load(old, 20), result, 20);
        Store(d0 ^ Xor(x, y, 24) ^ Load(old, 24), result, 24);
        Store(d1 ^ Xor(x, y, 28) ^ Load(old, 28), result, 28);
    }

    /// <summary>Turns the first part right by one word, the second left by one and the third by two: diagonals become columns, and, with the first two exchanged, columns diagonals again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnRow(ref Vector256<ulong> right, ref Vector256<ulong> left, ref Vector256<ulong> half)
    {
        right = Avx2.Permute4x64(right, 0b_10_01_00_11);
        left = Avx2.Permute4x64(left, 0b_00_11_10_01);
        half = Avx2.Permute4x64(half, 0b_01_00_11_10);
    }

    /// <summary>v_0 v_1, v_2 v_3 become v_3 v_0, v_1 v_2 in both columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnRight(ref Vector256<ulong> first, ref Vector256<ulong> second)
    {
        Vector256<ulong> turned = Avx2.AlignRight(first.AsByte(), second.AsByte(), sizeof(ulong)).AsUInt64();
        second = Avx2.AlignRight(second.AsByte(), first.AsByte(), sizeof(ulong)).AsUInt64();
        first = turned;
    }

    /// <summary>v_0 v_1, v_2 v_3 become v_1 v_2, v_3 v_0 in both columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnLeft(ref Vector256<ulong> first, ref Vector256<ulong> second)
    {
        Vector256<ulong> turned = Avx2.AlignRight(second.AsByte(), first.AsByte(), sizeof(ulong)).AsUInt64();
        second = Avx2.AlignRight(first.AsByte(), second.AsByte(), sizeof(ulong)).AsUInt64();
        first = turned;
    }

    /// <summary>GB (RFC 9106, section 3.6), eight times side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(
        ref Vector256<ulong> a0, ref Vector256<ulong> b0, ref Vector256<ulong> c0, ref Vector256<ulong> d0,
        ref Vector256<ulong> a1, ref Vector256<ulong> b1, ref Vector256<ulong> c1, ref Vector256<ulong> d1)
    {
        a0 = Add(a0, b0);
        a1 = Add(a1, b1);
        d0 = RotateRight32(d0 ^ a0);
        d1 = RotateRight32(d1 ^ a1);
        c0 = Add(c0, d0);
        c1 = Add(c1, d1);
        b0 = RotateRight24(b0 ^ c0);
        b1 = RotateRight24(b1 ^ c1);
        a0 = Add(a0, b0);
        a1 = Add(a1, b1);
        d0 = RotateRight16(d0 ^ a0);
        d1 = RotateRight16(d1 ^ a1);
        c0 = Add(c0, d0);
        c1 = Add(c1, d1);
        b0 = RotateRight63(b0 ^ c0);
        b1 = RotateRight63(b1 ^ c1);
    }

    /// <summary>a + b + 2 * trunc(a) * trunc(b) modulo 2^64, where trunc keeps the low 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Add(Vector256<ulong> a, Vector256<ulong> b)
    {
        Vector256<ulong> product = Avx2.Multiply(a.AsUInt32(), b.AsUInt32());
        return a + b + (product + product);
    }

    // By whole bytes a rotation is one shuffle; AVX2 has no other rotation.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> RotateRight32(Vector256<ulong> value) => Avx2.Shuffle(value.AsUInt32(), 0b_10_11_00_01).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> RotateRight24(Vector256<ulong> value) => Avx2.Shuffle(value.AsByte(), Vector256.Create(
        (byte)3, 4, 5, 6, 7, 0, 1, 2, 11, 12, 13, 14, 15, 8, 9, 10, 3, 4, 5, 6, 7, 0, 1, 2, 11, 12, 13, 14, 15, 8, 9, 10)).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> RotateRight16(Vector256<ulong> value) => Avx2.Shuffle(value.AsByte(), Vector256.Create(
        (byte)2, 3, 4, 5, 6, 7, 0, 1, 10, 11, 12, 13, 14, 15, 8, 9, 2, 3, 4, 5, 6, 7, 0, 1, 10, 11, 12, 13, 14, 15, 8, 9)).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> RotateRight63(Vector256<ulong> value) => (value + value) ^ (value >>> 63);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Xor(ulong* x, ulong* y, int vector) => Load(x, vector) ^ Load(y, vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Load(ulong* block, int vector) => Vector256.LoadAligned(unchecked(block + (VectorWords * vector)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<ulong> value, ulong* block, int vector) => value.StoreAligned(unchecked(block + (VectorWords * vector)));
}
