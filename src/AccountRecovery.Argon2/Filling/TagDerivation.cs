using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AccountRecovery.Argon2Internals;

/// <summary>Argon2id from end to end: the steps of RFC 9106, section 3.2, in their order.</summary>
internal static class TagDerivation
{
    internal static void Derive(
        ReadOnlySpan<byte> password,
        ReadOnlySpan<byte> salt,
        ReadOnlySpan<byte> secret,
        ReadOnlySpan<byte> associatedData,
        Argon2Parameters parameters,
        Span<byte> tag,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        var shape = new MemoryShape(parameters);
        using var memory = new BlockMemory(shape.BlockCount);

        Span<byte> h0 = stackalloc byte[InitialHash.Length];
        try
        {
            InitialHash.Compute(password, salt, secret, associatedData, parameters, tag.Length, h0);
            FillFirstColumns(memory, shape, h0);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(h0);
        }

        FillRest(memory, shape, cancellationToken);
        Finish(memory, shape, tag);
    }

    /// <summary>Steps 3 and 4: B[i][0] and B[i][1] are H'^(1024)(H0 || LE32(0 or 1) || LE32(i)).</summary>
    private static void FillFirstColumns(BlockMemory memory, MemoryShape shape, ReadOnlySpan<byte> h0)
    {
        Span<byte> seed = stackalloc byte[InitialHash.Length + (2 * sizeof(int))];
        Span<byte> block = stackalloc byte[BlockFunction.Bytes];
        try
        {
            h0.CopyTo(seed);
            for (int lane = 0; lane < shape.Lanes; lane++)
            {
                for (int column = 0; column < 2; column++)
                {
                    BinaryPrimitives.WriteInt32LittleEndian(seed[InitialHash.Length..], column);
                    BinaryPrimitives.WriteInt32LittleEndian(seed[(InitialHash.Length + sizeof(int))..], lane);
                    Blake2bLong.Hash(seed, block);
                    BlockFunction.Load(block, memory[shape.IndexOf(lane, column)]);
                }
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
            CryptographicOperations.ZeroMemory(block);
        }
    }

    /// <summary>Steps 5 and 6. Lanes of one slice could run side by side; every lane ends a slice before any begins the next.</summary>
    private static void FillRest(BlockMemory memory, MemoryShape shape, CancellationToken cancellationToken)
    {
        for (int pass = 0; pass < shape.Passes; pass++)
        {
            for (int slice = 0; slice < MemoryShape.Slices; slice++)
            {
                for (int lane = 0; lane < shape.Lanes; lane++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    SegmentFilling.Fill(memory, shape, new Segment(pass, slice, lane));
                }
            }
        }
    }

    /// <summary>Steps 7 and 8: C is the xor of the last column, and the tag is H'(C).</summary>
    private static void Finish(BlockMemory memory, MemoryShape shape, Span<byte> tag)
    {
        Span<ulong> c = stackalloc ulong[BlockFunction.Words];
        Span<byte> bytes = stackalloc byte[BlockFunction.Bytes];
        try
        {
            c.Clear();
            for (int lane = 0; lane < shape.Lanes; lane++)
            {
                ReadOnlySpan<ulong> last = memory[shape.IndexOf(lane, shape.LaneLength - 1)];
                for (int word = 0; word < c.Length; word++)
                {
                    c[word] ^= last[word];
                }
            }

            BlockFunction.Store(c, bytes);
            Blake2bLong.Hash(bytes, tag);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(c));
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
