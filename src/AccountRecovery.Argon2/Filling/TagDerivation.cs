using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AccountRecovery.Argon2Internals;

/// <summary>The whole of Argon2id: the steps of RFC 9106, section 3.2, in their order.</summary>
internal static unsafe class TagDerivation
{
    internal static void Derive(
        ReadOnlySpan<byte> password,
        ReadOnlySpan<byte> salt,
        ReadOnlySpan<byte> secret,
        ReadOnlySpan<byte> associatedData,
        Argon2Parameters parameters,
        Span<byte> tag,
        BlockKernel kernel,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        var shape = new MemoryShape(parameters);
        using BlockMemory memory = BlockMemoryPool.Shared.Rent(shape.BlockCount + (LaneWorkspace.Blocks * shape.Lanes));

        Span<byte> h0 = stackalloc byte[InitialHash.Length];
        try
        {
            InitialHash.Compute(password, salt, secret, associatedData, parameters, tag.Length, h0);
            FillFirstColumns(kernel, memory, shape, h0);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(h0);
        }

        LaneCrew.Fill(kernel, memory, shape, cancellationToken);
        Finish(kernel, memory, shape, tag);
    }

    /// <summary>Steps 3 and 4: B[i][0] and B[i][1] are H'^(1024)(H0 || LE32(0 or 1) || LE32(i)).</summary>
    private static void FillFirstColumns(BlockKernel kernel, BlockMemory memory, MemoryShape shape, ReadOnlySpan<byte> h0)
    {
        Span<byte> seed = stackalloc byte[InitialHash.Length + (2 * sizeof(int))];
        Span<byte> block = stackalloc byte[Block.Bytes];
        try
        {
            h0.CopyTo(seed);
            for (int lane = 0; lane < shape.Lanes; lane++)
            {
                new LaneWorkspace(memory, shape, lane).Prepare();
                for (int column = 0; column < 2; column++)
                {
                    BinaryPrimitives.WriteInt32LittleEndian(seed[InitialHash.Length..], column);
                    BinaryPrimitives.WriteInt32LittleEndian(seed[(InitialHash.Length + sizeof(int))..], lane);
                    Blake2bLong.Hash(seed, block);
                    kernel.Load(block, memory[shape.IndexOf(lane, column)]);
                }
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
            CryptographicOperations.ZeroMemory(block);
        }
    }

    /// <summary>Steps 7 and 8: C is the xor of the last column, and the tag is H'(C).</summary>
    private static void Finish(BlockKernel kernel, BlockMemory memory, MemoryShape shape, Span<byte> tag)
    {
        Span<byte> bytes = stackalloc byte[Block.Bytes];
        try
        {
            // The xor is computed in the workspace, with the words in the order in which the kernel stores them.
            ulong* c = new LaneWorkspace(memory, shape, lane: 0).Scratch;
            new Span<ulong>(c, Block.Words).Clear();
            for (int lane = 0; lane < shape.Lanes; lane++)
            {
                ulong* last = memory[shape.IndexOf(lane, shape.LaneLength - 1)];
                for (int word = 0; word < Block.Words; word++)
                {
                    c[word] ^= last[word];
                }
            }

            kernel.Store(c, bytes);
            Blake2bLong.Hash(bytes, tag);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
