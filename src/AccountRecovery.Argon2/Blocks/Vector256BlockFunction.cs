using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AccountRecovery.Argon2Internals;

/// <summary>G (RFC 9106, section 3.5) in vectors of 256 bits, for AVX2. Eight or twelve vectors at a time are in registers.</summary>
/// <remarks>
/// P works on 16 words in four parts of four: a is v_0 to v_3, b is v_4 to v_7, c is v_8 to v_11, d is v_12 to v_15.
/// Blocks are stored in memory as in the RFC. A vector is one part of a row, and vector 4 i + j contains words 4 j to 4 j + 3 of row i:
/// <code>
///             j = 0               j = 1               j = 2               j = 3
/// row 0  [  0   1   2   3 ]  [  4   5   6   7 ]  [  8   9  10  11 ]  [ 12  13  14  15 ]
/// row 1  [ 16  17  18  19 ]  [ 20  21  22  23 ]  [ 24  25  26  27 ]  [ 28  29  30  31 ]
/// </code>
/// The four vectors of a row are its a, b, c and d. The eight vectors of one j contain two columns: the first column in the
/// lower halves, the second column in the upper halves. Each part of a column is in two vectors, such as v_0 v_1 in row 0 and v_2 v_3 in row 1.
/// Each half of P is one long chain of operations, in which each operation waits for the operation before. A processor looks ahead over some hundred
/// instructions. All rows therefore do the first half of P before any row does the second half: neighbouring operations do not depend on each other.
/// The code has no loops, because counting costs instructions. It is split into four methods, because in a longer method the compiler stops inlining and
/// keeps vectors in memory.
/// </remarks>
internal readonly unsafe struct Vector256BlockFunction : IBlockFunction
{
    private const int VectorWords = 4;

    // The lengths of rows, in vectors.
    private const int Row = 4;
    private const int TwoRows = 2 * Row;
    private const int ThreeRows = 3 * Row;
    private const int SixRows = 6 * Row;

    public static bool IsSupported => Avx2.IsSupported;

    public static int PlaceOf(int word) => word;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ulong* x, ulong* y, ulong* old, ulong* result, ulong* scratch, ref Lookahead next)
    {
        // R = X xor Y, and Q: P on every row. The result keeps R xor old until the end.
        BeginRows(x, y, old, result, scratch);
        FinishRows(scratch);

        // Z: P on every column. The result is Z xor R.
        BeginColumns(scratch);
        FinishColumns(scratch, result, ref next);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BeginRows(ulong* x, ulong* y, ulong* old, ulong* result, ulong* q)
    {
        BeginThreeRows(x, y, old, result, q, 0);
        BeginThreeRows(x, y, old, result, q, ThreeRows);
        BeginTwoRows(x, y, old, result, q, SixRows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FinishRows(ulong* q)
    {
        FinishThreeRows(q, 0);
        FinishThreeRows(q, ThreeRows);
        FinishTwoRows(q, SixRows);
    }

    // FinishRows leaves the words of a, c and d rotated. The turn arguments rotate them back.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BeginColumns(ulong* z)
    {
        BeginTwoColumns(z, 0, turn: 1);
        BeginTwoColumns(z, 1, turn: 0);
        BeginTwoColumns(z, 2, turn: 3);
    }

    // Word 0 is in the first two columns. They are finished first, as soon as the processor need not wait for the result of their first half.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FinishColumns(ulong* z, ulong* result, ref Lookahead next)
    {
        next.Found(FinishTwoColumns(z, result, 0));
        BeginTwoColumns(z, 3, turn: 2);
        FinishTwoColumns(z, result, 1);
        FinishTwoColumns(z, result, 2);
        FinishTwoColumns(z, result, 3);
    }

    /// <summary>The first half of P, GB on v_0 v_4 v_8 v_12 and so on, for three rows of X xor Y. The first vector is <paramref name="v"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BeginThreeRows(ulong* x, ulong* y, ulong* old, ulong* result, ulong* q, int v)
    {
        Vector256<ulong> a0 = Xor(x, y, v), b0 = Xor(x, y, v + 1), c0 = Xor(x, y, v + 2), d0 = Xor(x, y, v + 3);
        Vector256<ulong> a1 = Xor(x, y, v + 4), b1 = Xor(x, y, v + 5), c1 = Xor(x, y, v + 6), d1 = Xor(x, y, v + 7);
        Vector256<ulong> a2 = Xor(x, y, v + 8), b2 = Xor(x, y, v + 9), c2 = Xor(x, y, v + 10), d2 = Xor(x, y, v + 11);
        StoreXor(a0, b0, c0, d0, old, result, v, 1);
        StoreXor(a1, b1, c1, d1, old, result, v + Row, 1);
        StoreXor(a2, b2, c2, d2, old, result, v + TwoRows, 1);

        Mix(ref a0, ref b0, ref c0, ref d0, ref a1, ref b1, ref c1, ref d1, ref a2, ref b2, ref c2, ref d2);

        Store(a0, b0, c0, d0, q, v, 1);
        Store(a1, b1, c1, d1, q, v + Row, 1);
        Store(a2, b2, c2, d2, q, v + TwoRows, 1);
    }

    /// <summary>The first half of P for two rows of X xor Y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BeginTwoRows(ulong* x, ulong* y, ulong* old, ulong* result, ulong* q, int v)
    {
        Vector256<ulong> a0 = Xor(x, y, v), b0 = Xor(x, y, v + 1), c0 = Xor(x, y, v + 2), d0 = Xor(x, y, v + 3);
        Vector256<ulong> a1 = Xor(x, y, v + 4), b1 = Xor(x, y, v + 5), c1 = Xor(x, y, v + 6), d1 = Xor(x, y, v + 7);
        StoreXor(a0, b0, c0, d0, old, result, v, 1);
        StoreXor(a1, b1, c1, d1, old, result, v + Row, 1);

        Mix(ref a0, ref b0, ref c0, ref d0, ref a1, ref b1, ref c1, ref d1);

        Store(a0, b0, c0, d0, q, v, 1);
        Store(a1, b1, c1, d1, q, v + Row, 1);
    }

    /// <summary>
    /// The second half of P for three rows, GB on the diagonals v_0 v_5 v_10 v_15 and so on. The parts a, c and d are
    /// rotated relative to b, which was computed last, so that each diagonal becomes a column.
    /// </summary>
    /// <remarks>The parts stay rotated: v_3 v_0 v_1 v_2, v_4 v_5 v_6 v_7, v_9 v_10 v_11 v_8, v_14 v_15 v_12 v_13.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FinishThreeRows(ulong* q, int v)
    {
        Vector256<ulong> a0 = Turned(q, v, 3), b0 = Turned(q, v + 1, 0), c0 = Turned(q, v + 2, 1), d0 = Turned(q, v + 3, 2);
        Vector256<ulong> a1 = Turned(q, v + 4, 3), b1 = Turned(q, v + 5, 0), c1 = Turned(q, v + 6, 1), d1 = Turned(q, v + 7, 2);
        Vector256<ulong> a2 = Turned(q, v + 8, 3), b2 = Turned(q, v + 9, 0), c2 = Turned(q, v + 10, 1), d2 = Turned(q, v + 11, 2);

        Mix(ref a0, ref b0, ref c0, ref d0, ref a1, ref b1, ref c1, ref d1, ref a2, ref b2, ref c2, ref d2);

        Store(a0, b0, c0, d0, q, v, 1);
        Store(a1, b1, c1, d1, q, v + Row, 1);
        Store(a2, b2, c2, d2, q, v + TwoRows, 1);
    }

    /// <summary>The second half of P for two rows, as in <see cref="FinishThreeRows"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FinishTwoRows(ulong* q, int v)
    {
        Vector256<ulong> a0 = Turned(q, v, 3), b0 = Turned(q, v + 1, 0), c0 = Turned(q, v + 2, 1), d0 = Turned(q, v + 3, 2);
        Vector256<ulong> a1 = Turned(q, v + 4, 3), b1 = Turned(q, v + 5, 0), c1 = Turned(q, v + 6, 1), d1 = Turned(q, v + 7, 2);

        Mix(ref a0, ref b0, ref c0, ref d0, ref a1, ref b1, ref c1, ref d1);

        Store(a0, b0, c0, d0, q, v, 1);
        Store(a1, b1, c1, d1, q, v + Row, 1);
    }

    /// <summary>The first half of P for the two columns at <paramref name="j"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BeginTwoColumns(ulong* z, int j, int turn)
    {
        Vector256<ulong> a0 = Turned(z, j, turn), a1 = Turned(z, j + 4, turn), b0 = Turned(z, j + 8, turn), b1 = Turned(z, j + 12, turn);
        Vector256<ulong> c0 = Turned(z, j + 16, turn), c1 = Turned(z, j + 20, turn), d0 = Turned(z, j + 24, turn), d1 = Turned(z, j + 28, turn);

        Mix(ref a0, ref b0, ref c0, ref d0, ref a1, ref b1, ref c1, ref d1);

        Store(a0, b0, c0, d0, z, j, TwoRows);
        Store(a1, b1, c1, d1, z, j + Row, TwoRows);
    }

    /// <summary>The second half of P for the two columns at <paramref name="j"/>, and the xor with R. Returns the first word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong FinishTwoColumns(ulong* z, ulong* result, int j)
    {
        Vector256<ulong> a0 = Load(z, j), a1 = Load(z, j + 4), b0 = Load(z, j + 8), b1 = Load(z, j + 12);
        Vector256<ulong> c0 = Load(z, j + 16), c1 = Load(z, j + 20), d0 = Load(z, j + 24), d1 = Load(z, j + 28);

        TurnRight(ref a0, ref a1);
        TurnLeft(ref c0, ref c1);
        Mix(ref a0, ref b0, ref c0, ref d1, ref a1, ref b1, ref c1, ref d0);
        TurnLeft(ref a0, ref a1);
        TurnRight(ref c0, ref c1);

        ulong first = (a0 ^ Load(result, j)).ToScalar();
        StoreXor(a0, b0, c0, d0, result, result, j, TwoRows);
        StoreXor(a1, b1, c1, d1, result, result, j + Row, TwoRows);
        return first;
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
        a0 = Add(a0, b0); a1 = Add(a1, b1);
        d0 = RotateRight32(d0 ^ a0); d1 = RotateRight32(d1 ^ a1);
        c0 = Add(c0, d0); c1 = Add(c1, d1);
        b0 = RotateRight24(b0 ^ c0); b1 = RotateRight24(b1 ^ c1);
        a0 = Add(a0, b0); a1 = Add(a1, b1);
        d0 = RotateRight16(d0 ^ a0); d1 = RotateRight16(d1 ^ a1);
        c0 = Add(c0, d0); c1 = Add(c1, d1);
        b0 = RotateRight63(b0 ^ c0); b1 = RotateRight63(b1 ^ c1);
    }

    /// <summary>GB, twelve times side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(
        ref Vector256<ulong> a0, ref Vector256<ulong> b0, ref Vector256<ulong> c0, ref Vector256<ulong> d0,
        ref Vector256<ulong> a1, ref Vector256<ulong> b1, ref Vector256<ulong> c1, ref Vector256<ulong> d1,
        ref Vector256<ulong> a2, ref Vector256<ulong> b2, ref Vector256<ulong> c2, ref Vector256<ulong> d2)
    {
        a0 = Add(a0, b0); a1 = Add(a1, b1); a2 = Add(a2, b2);
        d0 = RotateRight32(d0 ^ a0); d1 = RotateRight32(d1 ^ a1); d2 = RotateRight32(d2 ^ a2);
        c0 = Add(c0, d0); c1 = Add(c1, d1); c2 = Add(c2, d2);
        b0 = RotateRight24(b0 ^ c0); b1 = RotateRight24(b1 ^ c1); b2 = RotateRight24(b2 ^ c2);
        a0 = Add(a0, b0); a1 = Add(a1, b1); a2 = Add(a2, b2);
        d0 = RotateRight16(d0 ^ a0); d1 = RotateRight16(d1 ^ a1); d2 = RotateRight16(d2 ^ a2);
        c0 = Add(c0, d0); c1 = Add(c1, d1); c2 = Add(c2, d2);
        b0 = RotateRight63(b0 ^ c0); b1 = RotateRight63(b1 ^ c1); b2 = RotateRight63(b2 ^ c2);
    }

    /// <summary>a + b + 2 * trunc(a) * trunc(b) modulo 2^64, where trunc keeps the low 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Add(Vector256<ulong> a, Vector256<ulong> b)
    {
        Vector256<ulong> product = Avx2.Multiply(a.AsUInt32(), b.AsUInt32());
        return a + b + (product + product);
    }

    // A rotation by whole bytes is one shuffle. AVX2 has no other instruction for rotations.
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
    private static Vector256<ulong> Load(ulong* block, int vector) => Vector256.LoadAligned(At(block, vector));

    /// <summary>
    /// Returns the vector whose word i is word i + <paramref name="turn"/>, modulo 4, of the vector in memory. One instruction loads and rotates the vector.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Turned(ulong* block, int vector, int turn) => turn switch
    {
        0 => Load(block, vector),
        1 => Avx2.Permute4x64(Load(block, vector), 0b_00_11_10_01),
        2 => Avx2.Permute4x64(Load(block, vector), 0b_01_00_11_10),
        _ => Avx2.Permute4x64(Load(block, vector), 0b_10_01_00_11),
    };

    /// <summary>Stores four vectors that lie <paramref name="step"/> vectors apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<ulong> a, Vector256<ulong> b, Vector256<ulong> c, Vector256<ulong> d, ulong* block, int vector, int step)
    {
        a.StoreAligned(At(block, vector));
        b.StoreAligned(At(block, vector + step));
        c.StoreAligned(At(block, vector + (2 * step)));
        d.StoreAligned(At(block, vector + (3 * step)));
    }

    /// <summary>Stores four vectors, each xored with the vector of another block at the same place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreXor(
        Vector256<ulong> a, Vector256<ulong> b, Vector256<ulong> c, Vector256<ulong> d, ulong* other, ulong* block, int vector, int step)
    {
        (a ^ Load(other, vector)).StoreAligned(At(block, vector));
        (b ^ Load(other, vector + step)).StoreAligned(At(block, vector + step));
        (c ^ Load(other, vector + (2 * step))).StoreAligned(At(block, vector + (2 * step)));
        (d ^ Load(other, vector + (3 * step))).StoreAligned(At(block, vector + (3 * step)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong* At(ulong* block, int vector) => unchecked(block + (VectorWords * vector));
}
