namespace AccountRecovery.Argon2Internals;

/// <summary>What filling a lane needs besides the lane: four blocks behind all others, cleared with them.</summary>
internal readonly unsafe struct LaneWorkspace(BlockMemory memory, MemoryShape shape, int lane)
{
    internal const int Blocks = 4;

    private readonly int _first = shape.BlockCount + (Blocks * lane);

    /// <summary>A block of zeros, which nobody writes.</summary>
    internal ulong* Zeros => memory[_first];

    /// <summary>For G.</summary>
    internal ulong* Scratch => memory[_first + 1];

    /// <summary>For <see cref="AddressStream{TBlocks}"/>: Z and the counter.</summary>
    internal ulong* AddressInput => memory[_first + 2];

    /// <summary>For <see cref="AddressStream{TBlocks}"/>: the next 128 addresses.</summary>
    internal ulong* Addresses => memory[_first + 3];

    /// <summary>To be called once before the first segment.</summary>
    internal void Prepare() => new Span<ulong>(Zeros, Block.Words).Clear();
}
