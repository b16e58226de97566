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
/// Half of P is one long chain, where each operation waits for the one before, and a processor looks ahead over some hundred
/// instructions. So all rows have their first half before any has its second: what stands side by side does not wait for each other.
/// </remarks>
internal readonly unsafe struct Vector256BlockFunction : IBlockFunction
{
    private const int VectorWords = 4;
    private const int Row = 4 * VectorWords;
    private const int TwoRows = 2 * Row;

    public static bool IsSupported => Avx2.IsSupported;

    public static int PlaceOf(int word) => word;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ulong* x, ulong* y, ulong* old, ulong* result, ulong* scratch, ref Lookahead next)
    {
        // R = X xor Y, and Q: P on every row, two at a time. R waits in the result, old already xored in.
        for (int words = 0; words < Block.Words; words += TwoRows)
        {
            unchecked
            {
                BeginRows(x + words, y + words, old + words, result + words, scratch + words);
            }
        }

        for (int words = 0; words < Block.Words; words += TwoRows)
        {
            FinishRows(unchecked(scratch + words));
        }

        // Z: P on every column, two at a time. The result is Z xor R; word 0 is in the first two columns.
        for (int words = 0; words < Row; words += VectorWords)
        {
            BeginColumns(unchecked(scratch + words));
        }

        next.Found(FinishColumns(scratch, result));

        for (int words = VectorWords; words < Row; words += VectorWords)
        {
            unchecked
            {
                FinishColumns(scratch + words, result + words);
            }
        }
    }

    /// <summary>The first half of P, GB on v_0 v_4 v_8 v_12 and so on, for the first two rows of X xor Y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BeginRows(ulong* x, ulong* y, ulong* old, ulong* result, ulong* z)
    {
        Vector256<ulong> a0 = Xor(x, y, 0), b0 = Xor(x, y, 1), c0 = Xor(x, y, 2), d0 = Xor(x, y, 3);
        Vector256<ulong> a1 = Xor(x, y, 4), b1 = Xor(x, y, 5), c1 = Xor(x, y, 6), d1 = Xor(x, y, 7);

        Store(a0 ^ Load(old, 0), result, 0);
        Store(b0 ^ Load(old, 1), result, 1);
        Store(c0 ^ Load(old, 2), result, 2);
        Store(d0 ^ Load(old, 3), result, 3);
        Store(a1 ^ Load(old, 4), result, 4);
        Store(b1 ^ Load(old, 5), result, 5);
        Store(c1 ^ Load(old, 6), result, 6);
        Store(d1 ^ Load(old, 7), result, 7);

        Mix(ref a0, ref b0, ref c0, ref d0, ref a1, ref b1, ref c1, ref d1);

        Store(a0, z, 0);
        Store(b0, z, 1);
        Store(c0, z, 2);
        Store(d0, z, 3);
        Store(a1, z, 4);
        Store(b1, z, 5);
        Store(c1, z, 6);
        Store(d1, z, 7);
    }

    /// <summary>The second half, GB on the diagonals v_0 v_5 v_10 v_15 and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FinishRows(ulong* z)
    {
        Vector256<ulong> a0 = Right(Load(z, 0)), b0 = Load(z, 1), c0 = Left(Load(z, 2)), d0 = Half(Load(z, 3));
        Vector256<ulong> a1 = Right(Load(z, 4)), b1 = Load(z, 5), c1 = Left(Load(z, 6)), d1 = Half(Load(z, 7));

        Mix(ref a0, ref b0, ref c0, ref d0, ref a1, ref b1, ref c1, ref d1);

        Store(Left(a0), z, 0);
        Store(b0, z, 1);
        Store(Right(c0), z, 2);
        Store(Half(d0), z, 3);
        Store(Left(a1), z, 4);
        Store(b1, z, 5);
        Store(Right(c1), z, 6);
        Store(Half(d1), z, 7);
    }

    /// <summary>The first half of P for the first two columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BeginColumns(ulong* z)
    {
        Vector256<ulong> a0 = Load(z, 0), a1 = Load(z, 4), b0 = Load(z, 8), b1 = Load(z, 12);
        Vector256<ulong> c0 = Load(z, 16), c1 = Load(z, 20), d0 = Load(z, 24), d1 = Load(z, 28);

        Mix(ref a0, ref b0, ref c0, ref d0, ref a1, ref b1, ref c1, ref d1);

        Store(a0, z, 0);
        Store(a1, z, 4);
        Store(b0, z, 8);
        Store(b1, z, 12);
        Store(c0, z, 16);
        Store(c1, z, 20);
        Store(d0, z, 24);
        Store(d1, z, 28);
    }

    /// <summary>The second half, and R xored in. Gives the first word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong FinishColumns(ulong* z, ulong* result)
    {
        Vector256<ulong> a0 = Load(z, 0), a1 = Load(z, 4), b0 = Load(z, 8), b1 = Load(z, 12);
        Vector256<ulong> c0 = Load(z, 16), c1 = Load(z, 20), d0 = Load(z, 24), d1 = Load(z, 28);

        TurnRight(ref a0, ref a1);
        TurnLeft(ref c0, ref c1);
        Mix(ref a0, ref b0, ref c0, ref d1, ref a1, ref b1, ref c1, ref d0);
        TurnLeft(ref a0, ref a1);
        TurnRight(ref c0, ref c1);

        a0 ^= Load(result, 0);
        Store(a0, result, 0);
        Store(a1 ^ Load(result, 4), result, 4);
        Store(b0 ^ Load(result, 8), result, 8);
        Store(b1 ^ Load(result, 12), result, 12);
        Store(c0 ^ Load(result, 16), result, 16);
        Store(c1 ^ Load(result, 20), result, 20);
        Store(d0 ^ Load(result, 24), result, 24);
        Store(d1 ^ Load(result, 28), result, 28);
        return a0.ToScalar();
    }

    // Turning a part of a row by one word or by two: diagonals become columns, and columns diagonals again.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Right(Vector256<ulong> v) => Avx2.Permute4x64(v, 0b_10_01_00_11);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Left(Vector256<ulong> v) => Avx2.Permute4x64(v, 0b_00_11_10_01);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Half(Vector256<ulong> v) => Avx2.Permute4x64(v, 0b_01_00_11_10);

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
