using System.Buffers.Binary;

namespace AccountRecovery.Argon2Internals;

/// <summary>The one place that chooses how G is computed: once for the process, the fastest that its processor has.</summary>
internal abstract unsafe class BlockKernel
{
    private BlockKernel(string name) => Name = name;

    /// <summary>All that this processor can run, the fastest first. The runtime's switches, such as <c>DOTNET_EnableAVX2=0</c>, count as the processor's.</summary>
    internal static IReadOnlyList<BlockKernel> Supported { get; } =
    [
        .. Vector512BlockFunction.IsSupported ? [new Of<Vector512BlockFunction>("Vector512")] : (ReadOnlySpan<BlockKernel>)[],
        .. Vector256BlockFunction.IsSupported ? [new Of<Vector256BlockFunction>("Vector256")] : (ReadOnlySpan<BlockKernel>)[],
        new Of<ScalarBlockFunction>("Scalar"),
    ];

    /// <summary>The one that is used.</summary>
    internal static BlockKernel Chosen { get; } = Supported[0];

    internal string Name { get; }

    /// <summary>Fills one segment.</summary>
    internal abstract void Fill(BlockMemory memory, MemoryShape shape, Segment segment);

    /// <summary>Puts 1,024 bytes, words least significant byte first, into a block.</summary>
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
