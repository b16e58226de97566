using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AccountRecovery.Argon2Internals;

/// <summary>The compression function F of BLAKE2b (RFC 7693, section 3.2).</summary>
internal static class Blake2bCompression
{
    private const int Rounds = 12;

    /// <summary>The initial vector (RFC 7693, section 2.6).</summary>
    /// <remarks>This is an array because, in code that is not optimised, each use of a span over 64-bit constants allocates an object.</remarks>
    private static readonly ulong[] InitialVectorWords =
    [
        0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1,
        0x510E527FADE682D1, 0x9B05688C2B3E6C1F, 0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179,
    ];

    /// <summary>RFC 7693, section 2.6.</summary>
    internal static ReadOnlySpan<ulong> InitialVector => InitialVectorWords;

    /// <summary>The message schedule SIGMA (RFC 7693, section 2.7); rounds 10 and 11 use rows 0 and 1 again.</summary>
    private static ReadOnlySpan<byte> Sigma =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
        11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4,
        7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8,
        9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13,
        2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9,
        12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11,
        13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10,
        6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5,
        10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0,
    ];

    /// <remarks>The method is compiled with full optimisation from the start, because the first hash of a process already calls it about eighty times.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Compress(Span<ulong> state, ReadOnlySpan<byte> block, ulong counter, bool isLast)
    {
        Span<ulong> m = stackalloc ulong[16];
        Span<ulong> v = stackalloc ulong[16];
        try
        {
            for (int word = 0; word < m.Length; word++)
            {
                m[word] = BinaryPrimitives.ReadUInt64LittleEndian(block[(8 * word)..]);
            }

            state.CopyTo(v);
            InitialVector.CopyTo(v[8..]);
            v[12] ^= counter;
            v[14] ^= isLast ? ulong.MaxValue : 0;

            for (int round = 0; round < Rounds; round++)
            {
                ReadOnlySpan<byte> s = Sigma.Slice(16 * (round % 10), 16);

                Mix(ref v[0], ref v[4], ref v[8], ref v[12], m[s[0]], m[s[1]]);
                Mix(ref v[1], ref v[5], ref v[9], ref v[13], m[s[2]], m[s[3]]);
                Mix(ref v[2], ref v[6], ref v[10], ref v[14], m[s[4]], m[s[5]]);
                Mix(ref v[3], ref v[7], ref v[11], ref v[15], m[s[6]], m[s[7]]);

                Mix(ref v[0], ref v[5], ref v[10], ref v[15], m[s[8]], m[s[9]]);
                Mix(ref v[1], ref v[6], ref v[11], ref v[12], m[s[10]], m[s[11]]);
                Mix(ref v[2], ref v[7], ref v[8], ref v[13], m[s[12]], m[s[13]]);
                Mix(ref v[3], ref v[4], ref v[9], ref v[14], m[s[14]], m[s[15]]);
            }

            for (int word = 0; word < state.Length; word++)
            {
                state[word] ^= v[word] ^ v[word + 8];
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(m));
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(v));
        }
    }

    /// <summary>The mixing function G (RFC 7693, section 3.1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(ref ulong a, ref ulong b, ref ulong c, ref ulong d, ulong x, ulong y)
    {
        unchecked
        {
            a = a + b + x;
            d = BitOperations.RotateRight(d ^ a, 32);
            c += d;
            b = BitOperations.RotateRight(b ^ c, 24);
            a = a + b + y;
            d = BitOperations.RotateRight(d ^ a, 16);
            c += d;
            b = BitOperations.RotateRight(b ^ c, 63);
        }
    }
}
