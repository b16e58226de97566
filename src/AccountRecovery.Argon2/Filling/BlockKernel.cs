using System.Buffers.Binary;

namespace AccountRecovery.Argon2Internals;

/// <summary>The implementation that computes G. The choice is made here, once for each process: the fastest implementation that the processor supports.</summary>
internal abstract unsafe class BlockKernel
{
    private BlockKernel(string name) => Name = name;

    /// <summary>
    /// The implementations that this processor supports, the fastest first. The switches of the runtime, such as
    /// <c>DOTNET_EnableAVX2=0</c>, have the same effect as a processor without the feature.
    /// </summary>
    internal static IReadOnlyList<BlockKernel> Supported { get; } =
    [
        .. Vector512BlockFunction.IsSupported ? [new Of<Vector512BlockFunction>("Vector512")] : (ReadOnlySpan<BlockKernel>)[],
        .. Vector256BlockFunction.IsSupported ? [new Of<Vector256BlockFunction>("Vector256")] : (ReadOnlySpan<BlockKernel>)[],
        new Of<ScalarBlockFunction>("Scalar"),
    ];

    /// <summary>The implementation that this process uses.</summary>
    internal static BlockKernel Chosen { get; } = Supported[0];

    internal string Name { get; }

    /// <summary>Fills one segment.</summary>
    internal abstract void Fill(BlockMemory memory, MemoryShape shape, Segment segment);

    /// <summary>Loads 1,024 bytes into a block. In the bytes, each word has its least significant byte first.</summary>
    internal abstract void Load(ReadOnlySpan<byte> bytes, ulong* block);

    /// <summary>The inverse of <see cref="Load"/>.</summary>
    internal abstract void Store(ulong* block, Span<byte> bytes);

    private sealed class Of<TBlocks>(string name) : BlockKernel(name)
        where TBlocks : struct, IBlockFunction
    {
        internal override void Fill(BlockMemory memory, MemoryShape shape, Segment segment) =>
            SegmentFilling.Fill<TBlocks>(memory, shape, segment);

        internal override void Load(ReadOnlySpan<byte> bytes, ulong* block)
        {
            for (int word = 0; word < Block.Words; word++)
            {
                block[TBlocks.PlaceOf(word)] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(sizeof(ulong) * word)..]);
            }
        }

        internal override void Store(ulong* block, Span<byte> bytes)
        {
            for (int word = 0; word < Block.Words; word++)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(bytes[(sizeof(ulong) * word)..], block[TBlocks.PlaceOf(word)]);
            }
        }
    }
}
