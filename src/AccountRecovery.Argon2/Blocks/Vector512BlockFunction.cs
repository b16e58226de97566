using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AccountRecovery.Argon2Internals;

/// <summary>G (RFC 9106, section 3.5) in sixteen vectors of 512 bits, for AVX-512. All vectors are in registers.</summary>
/// <remarks>
/// P works on 16 words in four parts of four: a is v_0 to v_3, b is v_4 to v_7, c is v_8 to v_11, d is v_12 to v_15.
/// A vector contains the same part of two rows. A block is stored in memory as these vectors in the order a0 b0 c0 d0 a1 and so on:
/// <code>
///         lower half: row 2k             upper half: row 2k + 1
/// a_k  [   0   1 |   2   3  ]        [  16  17 |  18  19  ]      words of the block, plus 32 k
/// b_k  [   4   5 |   6   7  ]        [  20  21 |  22  23  ]
/// c_k  [   8   9 |  10  11  ]        [  24  25 |  26  27  ]
/// d_k  [  12  13 |  14  15  ]        [  28  29 |  30  31  ]
/// </code>
/// So (a_k, b_k, c_k, d_k) are two rows side by side. A column consists of two words of each row, so that (a_0, a_1, a_2, a_3)
/// are two columns side by side, columns 0 and 1. Their v_0 to v_3 are words 0, 1, 16, 17 and 2, 3, 18, 19, all of them in a_0.
/// No words have to be moved between the work on rows and the work on columns.
/// </remarks>
internal readonly unsafe struct Vector512BlockFunction : IBlockFunction
{
    private const int VectorWords = 8;

    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;

    public static int PlaceOf(int word)
    {
        int row = word / 16;
        int part = word % 16 / 4;
        return (((row / 2 * 4) + part) * VectorWords) + (row % 2 * 4) + (word % 4);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ulong* x, ulong* y, ulong* old, ulong* result, ulong* scratch, ref Lookahead next)
    {
        // R = X xor Y
        Vector512<ulong> a0 = Xor(x, y, 0), b0 = Xor(x, y, 1), c0 = Xor(x, y, 2), d0 = Xor(x, y, 3);
        Vector512<ulong> a1 = Xor(x, y, 4), b1 = Xor(x, y, 5), c1 = Xor(x, y, 6), d1 = Xor(x, y, 7);
        Vector512<ulong> a2 = Xor(x, y, 8), b2 = Xor(x, y, 9), c2 = Xor(x, y, 10), d2 = Xor(x, y, 11);
        Vector512<ulong> a3 = Xor(x, y, 12), b3 = Xor(x, y, 13), c3 = Xor(x, y, 14), d3 = Xor(x, y, 15);

        // Q: P on every row, all eight rows side by side, a quarter of P at a time.
        Begin(ref a0, ref b0, ref c0, ref d0); Begin(ref a1, ref b1, ref c1, ref d1);
        Begin(ref a2, ref b2, ref c2, ref d2); Begin(ref a3, ref b3, ref c3, ref d3);
        EndRows(ref a0, ref b0, ref c0, ref d0); EndRows(ref a1, ref b1, ref c1, ref d1);
        EndRows(ref a2, ref b2, ref c2, ref d2); EndRows(ref a3, ref b3, ref c3, ref d3);
        Begin(ref a0, ref b0, ref c0, ref d0); Begin(ref a1, ref b1, ref c1, ref d1);
        Begin(ref a2, ref b2, ref c2, ref d2); Begin(ref a3, ref b3, ref c3, ref d3);
        EndRowsBack(ref a0, ref b0, ref c0, ref d0); EndRowsBack(ref a1, ref b1, ref c1, ref d1);
        EndRowsBack(ref a2, ref b2, ref c2, ref d2); EndRowsBack(ref a3, ref b3, ref c3, ref d3);

        // Z: P on every column; the result is Z xor R. The two columns with word 0 come first. The others
        // follow in pairs, each pair a quarter of P behind the pair before.
        Begin(ref a0, ref a1, ref a2, ref a3);
        EndColumns(ref a0, ref a1, ref a2, ref a3); Begin(ref b0, ref b1, ref b2, ref b3);
        Begin(ref a0, ref a1, ref a2, ref a3); EndColumns(ref b0, ref b1, ref b2, ref b3); Begin(ref c0, ref c1, ref c2, ref c3);
        EndColumnsBack(ref a0, ref a1, ref a2, ref a3); Begin(ref b0, ref b1, ref b2, ref b3); EndColumns(ref c0, ref c1, ref c2, ref c3); Begin(ref d0, ref d1, ref d2, ref d3);
        next.Found(Finish(x, y, old, result, 0, a0, a1, a2, a3));
        EndColumnsBack(ref b0, ref b1, ref b2, ref b3); Begin(ref c0, ref c1, ref c2, ref c3); EndColumns(ref d0, ref d1, ref d2, ref d3);
        Finish(x, y, old, result, 1, b0, b1, b2, b3);
        EndColumnsBack(ref c0, ref c1, ref c2, ref c3); Begin(ref d0, ref d1, ref d2, ref d3);
        Finish(x, y, old, result, 2, c0, c1, c2, c3);
        EndColumnsBack(ref d0, ref d1, ref d2, ref d3);
        Finish(x, y, old, result, 3, d0, d1, d2, d3);
    }

    /// <summary>The first half of GB (RFC 9106, section 3.6), eight times side by side: once for each element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Begin(ref Vector512<ulong> a, ref Vector512<ulong> b, ref Vector512<ulong> c, ref Vector512<ulong> d)
    {
        a = Add(a, b);
        d = Avx512F.RotateRight(d ^ a, 32);
        c = Add(c, d);
        b = Avx512F.RotateRight(b ^ c, 24);
    }

    /// <summary>The second half of GB.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void End(ref Vector512<ulong> a, ref Vector512<ulong> b, ref Vector512<ulong> c, ref Vector512<ulong> d)
    {
        a = Add(a, b);
        d = Avx512F.RotateRight(d ^ a, 16);
        c = Add(c, d);
        b = Avx512F.RotateRight(b ^ c, 63);
    }

    /// <summary>
    /// The second half of GB on two rows. After it, a, c and d are rotated relative to b, which was computed last, so that each diagonal becomes a column.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EndRows(ref Vector512<ulong> a, ref Vector512<ulong> b, ref Vector512<ulong> c, ref Vector512<ulong> d)
    {
        End(ref a, ref b, ref c, ref d);

        // a: v_3 v_0 v_1 v_2, b: v_4 v_5 v_6 v_7, c: v_9 v_10 v_11 v_8, d: v_14 v_15 v_12 v_13
        (a, c, d) = (Right(a), Left(c), Half(d));
    }

    /// <summary>The second half of GB on the diagonals of two rows, and the rotation back to rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EndRowsBack(ref Vector512<ulong> a, ref Vector512<ulong> b, ref Vector512<ulong> c, ref Vector512<ulong> d)
    {
        End(ref a, ref b, ref c, ref d);
        (a, c, d) = (Left(a), Right(c), Half(d));
    }

    /// <summary>The second half of GB on two columns, and the rotation to their diagonals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EndColumns(ref Vector512<ulong> a, ref Vector512<ulong> b, ref Vector512<ulong> c, ref Vector512<ulong> d)
    {
        End(ref a, ref b, ref c, ref d);
        (a, c, d) = (ColumnsRight(a), ColumnsLeft(c), ColumnsHalf(d));
    }

    /// <summary>The second half of GB on the diagonals of two columns, and the rotation back to columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EndColumnsBack(ref Vector512<ulong> a, ref Vector512<ulong> b, ref Vector512<ulong> c, ref Vector512<ulong> d)
    {
        End(ref a, ref b, ref c, ref d);
        (a, c, d) = (ColumnsLeft(a), ColumnsRight(c), ColumnsHalf(d));
    }

    /// <summary>a + b + 2 * trunc(a) * trunc(b) modulo 2^64, where trunc keeps the low 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Add(Vector512<ulong> a, Vector512<ulong> b)
    {
        Vector512<ulong> product = Avx512F.Multiply(a.AsUInt32(), b.AsUInt32());

        // The product is doubled by a shift and not by an addition, because the addition units have more work than the shift units.
        return a + b + (product << 1);
    }

    // Rotates a part of a row by one word or by two words, in both halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Right(Vector512<ulong> v) => Avx512F.Permute4x64(v, 0b_10_01_00_11);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Left(Vector512<ulong> v) => Avx512F.Permute4x64(v, 0b_00_11_10_01);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Half(Vector512<ulong> v) => Avx512F.Permute4x64(v, 0b_01_00_11_10);

    // Rotates a part of two columns. One column is in elements 0, 1, 4 and 5, the other in elements 2, 3, 6 and 7.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> ColumnsRight(Vector512<ulong> v) => Avx512F.PermuteVar8x64(v, Vector512.Create(5UL, 0, 7, 2, 1, 4, 3, 6));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> ColumnsLeft(Vector512<ulong> v) => Avx512F.PermuteVar8x64(v, Vector512.Create(1UL, 4, 3, 6, 5, 0, 7, 2));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> ColumnsHalf(Vector512<ulong> v) => Avx512F.Shuffle4x128(v, v, 0b_01_00_11_10);

    /// <summary>
    /// The four vectors at <paramref name="part"/>, <paramref name="part"/> + 4 and so on: xors X, Y and the
    /// old block into Z and stores the result. Returns the first word.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Finish(
        ulong* x, ulong* y, ulong* old, ulong* result, int part, Vector512<ulong> z0, Vector512<ulong> z1, Vector512<ulong> z2, Vector512<ulong> z3)
    {
        z0 ^= Xor(x, y, part) ^ Load(old, part);
        Store(z0, result, part);
        Store(z1 ^ Xor(x, y, part + 4) ^ Load(old, part + 4), result, part + 4);
        Store(z2 ^ Xor(x, y, part + 8) ^ Load(old, part + 8), result, part + 8);
        Store(z3 ^ Xor(x, y, part + 12) ^ Load(old, part + 12), result, part + 12);
        return z0.ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Xor(ulong* x, ulong* y, int vector) => Load(x, vector) ^ Load(y, vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Load(ulong* block, int vector) => Vector512.LoadAligned(unchecked(block + (VectorWords * vector)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<ulong> value, ulong* block, int vector) => value.StoreAligned(unchecked(block + (VectorWords * vector)));
}
