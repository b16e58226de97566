using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AccountRecovery.Argon2Internals;

/// <summary>G (RFC 9106, section 3.5) in vectors of 256 bits, eight or twelve of them at a time in registers, for AVX2.</summary>
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
/// No loops, and rows and columns as methods of their own: counting takes instructions, and in a longer method the compiler loses sight of its registers.
/// </remarks>
internal readonly unsafe struct Vector256BlockFunction : IBlockFunction
{
    private const int VectorWords = 4;
    private const int Row = 4;
    private const int TwoRows = 2 * Row;

    public static bool IsSupported => Avx2.IsSupported;

    public static int PlaceOf(int word) => word;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ulong* x, ulong* y, ulong* old, ulong* result, ulong* scratch, ref Lookahead next)
    {
        PermuteRows(x, y, old, result, scratch);
        PermuteColumns(scratch, result, ref next);
    }

    /// <summary>R = X xor Y, and Q: P on every row. R waits in the result, old already xored in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PermuteRows(ulong* x, ulong* y, ulong* old, ulong* result, ulong* q)
    {
        BeginRows(x, y, old, result, q, 0, 1, 2);
        BeginRows(x, y, old, result, q, 3, 4, 5);
        BeginRows(x, y, old, result, q, 6, 7);

        FinishRows(q, 0, 1, 2);
        FinishRows(q, 3, 4, 5);
        FinishRows(q, 6, 7);
    }

    /// <summary>Z: P on every column, two at a time. The result is Z xor R; word 0 is in the first two columns, which are finished as soon as they do not wait.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PermuteColumns(ulong* z, ulong* result, ref Lookahead next)
    {
        // The rows were left turned, see FinishRows: back.
        BeginColumns(z, 0, turn: 1);
        BeginColumns(z, 1, turn: 0);
        BeginColumns(z, 2, turn: 3);
        next.Found(FinishColumns(z, result, 0));
        BeginColumns(z, 3, turn: 2);

        FinishColumns(z, result, 1);
        FinishColumns(z, result, 2);
        FinishColumns(z, result, 3);
    }

    /// <summary>The first half of P, GB on v_0 v_4 v_8 v_12 and so on, for three rows of X xor Y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BeginRows(ulong* x, ulong* y, ulong* old, ulong* result, ulong* q, int row0, int row1, int row2)
    {
        Parts p0 = Inputs(x, y, old, result, row0), p1 = Inputs(x, y, old, result, row1), p2 = Inputs(x, y, old, result, row2);
        Mix(ref p0, ref p1, ref p2);
        p0.Store(q, Row * row0, 1);
        p1.Store(q, Row * row1, 1);
        p2.Store(q, Row * row2, 1);
    }

    /// <summary>The same for two rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BeginRows(ulong* x, ulong* y, ulong* old, ulong* result, ulong* q, int row0, int row1)
    {
        Parts p0 = Inputs(x, y, old, result, row0), p1 = Inputs(x, y, old, result, row1);
        Mix(ref p0, ref p1);
        p0.Store(q, Row * row0, 1);
        p1.Store(q, Row * row1, 1);
    }

    /// <summary>The second half, GB on the diagonals v_0 v_5 v_10 v_15 and so on. They stay turned: v_3 v_0 v_1 v_2, v_4 to v_7, v_9 v_10 v_11 v_8, v_14 v_15 v_12 v_13.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FinishRows(ulong* q, int row0, int row1, int row2)
    {
        Parts p0 = Diagonals(q, row0), p1 = Diagonals(q, row1), p2 = Diagonals(q, row2);
        Mix(ref p0, ref p1, ref p2);
        p0.Store(q, Row * row0, 1);
        p1.Store(q, Row * row1, 1);
        p2.Store(q, Row * row2, 1);
    }

    /// <summary>The same for two rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FinishRows(ulong* q, int row0, int row1)
    {
        Parts p0 = Diagonals(q, row0), p1 = Diagonals(q, row1);
        Mix(ref p0, ref p1);
        p0.Store(q, Row * row0, 1);
        p1.Store(q, Row * row1, 1);
    }

    /// <summary>The first half of P for the two columns at j, v_0 v_1 and so on in even rows, v_2 v_3 and so on in odd ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BeginColumns(ulong* z, int j, int turn)
    {
        Parts even = Parts.Load(z, j, TwoRows, turn, turn, turn, turn), odd = Parts.Load(z, Row + j, TwoRows, turn, turn, turn, turn);
        Mix(ref even, ref odd);
        even.Store(z, j, TwoRows);
        odd.Store(z, Row + j, TwoRows);
    }

    /// <summary>The second half, and R xored in. Gives the first word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong FinishColumns(ulong* z, ulong* result, int j)
    {
        Parts even = Parts.Load(z, j, TwoRows), odd = Parts.Load(z, Row + j, TwoRows);

        TurnRight(ref even.A, ref odd.A);
        TurnLeft(ref even.C, ref odd.C);
        (even.D, odd.D) = (odd.D, even.D);
        Mix(ref even, ref odd);
        TurnLeft(ref even.A, ref odd.A);
        TurnRight(ref even.C, ref odd.C);
        (even.D, odd.D) = (odd.D, even.D);

        even.Xor(result, j, TwoRows);
        odd.Xor(result, Row + j, TwoRows);
        even.Store(result, j, TwoRows);
        odd.Store(result, Row + j, TwoRows);
        return even.A.ToScalar();
    }

    /// <summary>One row of X xor Y, which is stored with old xored in, too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Parts Inputs(ulong* x, ulong* y, ulong* old, ulong* result, int row)
    {
        Parts r = Parts.Load(x, Row * row, 1);
        r.Xor(y, Row * row, 1);
        Parts waiting = r;
        waiting.Xor(old, Row * row, 1);
        waiting.Store(result, Row * row, 1);
        return r;
    }

    /// <summary>One row, a, c and d turned against b, which was computed last, so that diagonals stand as columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Parts Diagonals(ulong* q, int row) => Parts.Load(q, Row * row, 1, 3, 0, 1, 2);

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
    private static void Mix(ref Parts p0, ref Parts p1)
    {
        p0.A = Add(p0.A, p0.B); p1.A = Add(p1.A, p1.B);
        p0.D = RotateRight32(p0.D ^ p0.A); p1.D = RotateRight32(p1.D ^ p1.A);
        p0.C = Add(p0.C, p0.D); p1.C = Add(p1.C, p1.D);
        p0.B = RotateRight24(p0.B ^ p0.C); p1.B = RotateRight24(p1.B ^ p1.C);
        p0.A = Add(p0.A, p0.B); p1.A = Add(p1.A, p1.B);
        p0.D = RotateRight16(p0.D ^ p0.A); p1.D = RotateRight16(p1.D ^ p1.A);
        p0.C = Add(p0.C, p0.D); p1.C = Add(p1.C, p1.D);
        p0.B = RotateRight63(p0.B ^ p0.C); p1.B = RotateRight63(p1.B ^ p1.C);
    }

    /// <summary>The same, twelve times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(ref Parts p0, ref Parts p1, ref Parts p2)
    {
        p0.A = Add(p0.A, p0.B); p1.A = Add(p1.A, p1.B); p2.A = Add(p2.A, p2.B);
        p0.D = RotateRight32(p0.D ^ p0.A); p1.D = RotateRight32(p1.D ^ p1.A); p2.D = RotateRight32(p2.D ^ p2.A);
        p0.C = Add(p0.C, p0.D); p1.C = Add(p1.C, p1.D); p2.C = Add(p2.C, p2.D);
        p0.B = RotateRight24(p0.B ^ p0.C); p1.B = RotateRight24(p1.B ^ p1.C); p2.B = RotateRight24(p2.B ^ p2.C);
        p0.A = Add(p0.A, p0.B); p1.A = Add(p1.A, p1.B); p2.A = Add(p2.A, p2.B);
        p0.D = RotateRight16(p0.D ^ p0.A); p1.D = RotateRight16(p1.D ^ p1.A); p2.D = RotateRight16(p2.D ^ p2.A);
        p0.C = Add(p0.C, p0.D); p1.C = Add(p1.C, p1.D); p2.C = Add(p2.C, p2.D);
        p0.B = RotateRight63(p0.B ^ p0.C); p1.B = RotateRight63(p1.B ^ p1.C); p2.B = RotateRight63(p2.B ^ p2.C);
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

    /// <summary>The a, b, c and d of four GB side by side. In memory they lie <c>step</c> vectors apart.</summary>
    private struct Parts
    {
        internal Vector256<ulong> A;
        internal Vector256<ulong> B;
        internal Vector256<ulong> C;
        internal Vector256<ulong> D;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal static Parts Load(ulong* block, int first, int step, int turnA = 0, int turnB = 0, int turnC = 0, int turnD = 0) => new()
        {
            A = Turned(block, first, turnA),
            B = Turned(block, first + step, turnB),
            C = Turned(block, first + (2 * step), turnC),
            D = Turned(block, first + (3 * step), turnD),
        };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal void Xor(ulong* block, int first, int step)
        {
            A ^= Turned(block, first, 0);
            B ^= Turned(block, first + step, 0);
            C ^= Turned(block, first + (2 * step), 0);
            D ^= Turned(block, first + (3 * step), 0);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal readonly void Store(ulong* block, int first, int step)
        {
            A.StoreAligned(At(block, first));
            B.StoreAligned(At(block, first + step));
            C.StoreAligned(At(block, first + (2 * step)));
            D.StoreAligned(At(block, first + (3 * step)));
        }

        /// <summary>A vector whose word i is word i + turn, modulo 4, of the one in memory: loaded and turned in one instruction.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<ulong> Turned(ulong* block, int vector, int turn) => turn switch
        {
            0 => Vector256.LoadAligned(At(block, vector)),
            1 => Avx2.Permute4x64(Vector256.LoadAligned(At(block, vector)), 0b_00_11_10_01),
            2 => Avx2.Permute4x64(Vector256.LoadAligned(At(block, vector)), 0b_01_00_11_10),
            _ => Avx2.Permute4x64(Vector256.LoadAligned(At(block, vector)), 0b_10_01_00_11),
        };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ulong* At(ulong* block, int vector) => unchecked(block + (VectorWords * vector));
    }
}
