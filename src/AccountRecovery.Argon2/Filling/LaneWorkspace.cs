namespace AccountRecovery.Argon2Internals;

/// <summary>The additional memory for filling a lane: four blocks behind the blocks of all lanes, cleared together with them.</summary>
internal readonly unsafe struct LaneWorkspace(BlockMemory memory, MemoryShape shape, int lane)
{
    internal const int Blocks = 4;

    private readonly int _first = shape.BlockCount + (Blocks * lane);

    /// <summary>A block of zeros, which is never written after <see cref="Prepare"/>.</summary>
    internal ulong* Zeros => memory[_first];

    /// <summary>The scratch block for G.</summary>
    internal ulong* Scratch => memory[_first + 1];

    /// <summary>The input of <see cref="AddressStream{TBlocks}"/>: Z and the counter.</summary>
    internal ulong* AddressInput => memory[_first + 2];

    /// <summary>The output of <see cref="AddressStream{TBlocks}"/>: the next 128 addresses.</summary>
    internal ulong* Addresses => memory[_first + 3];

    /// <summary>Clears the block of zeros. Must be called once before the first segment.</summary>
    internal void Prepare() => new Span<ulong>(Zeros, Block.Words).Clear();
}
