using System.Numerics;
using System.Runtime.CompilerServices;

namespace AccountRecovery.Argon2Internals;

/// <summary>The permutation P of Argon2: a round of BLAKE2b whose additions are hardened by multiplications (RFC 9106, section 3.6).</summary>
internal static class BlaMka
{
    /// <summary>Applies P to the sixteen words v_0 to v_15.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Permute(
        ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3,
        ref ulong v4, ref ulong v5, ref ulong v6, ref ulong v7,
        ref ulong v8, ref ulong v9, ref ulong v10, ref ulong v11,
        ref ulong v12, ref ulong v13, ref ulong v14, ref ulong v15)
    {
        Mix(ref v0, ref v4, ref v8, ref v12);
        Mix(ref v1, ref v5, ref v9, ref v13);
        Mix(ref v2, ref v6, ref v10, ref v14);
        Mix(ref v3, ref v7, ref v11, ref v15);

        Mix(ref v0, ref v5, ref v10, ref v15);
        Mix(ref v1, ref v6, ref v11, ref v12);
        Mix(ref v2, ref v7, ref v8, ref v13);
        Mix(ref v3, ref v4, ref v9, ref v14);
    }

    /// <summary>GB of the RFC.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(ref ulong a, ref ulong b, ref ulong c, ref ulong d)
    {
        a = Add(a, b);
        d = BitOperations.RotateRight(d ^ a, 32);
        c = Add(c, d);
        b = BitOperations.RotateRight(b ^ c, 24);
        a = Add(a, b);
        d = BitOperations.RotateRight(d ^ a, 16);
        c = Add(c, d);
        b = BitOperations.RotateRight(b ^ c, 63);
    }

    /// <summary>a + b + 2 * trunc(a) * trunc(b) modulo 2^64, where trunc keeps the low 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Add(ulong a, ulong b) =>
        unchecked(a + b + (2 * ((ulong)(uint)a * (uint)b)));
}
