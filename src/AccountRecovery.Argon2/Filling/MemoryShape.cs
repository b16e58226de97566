namespace AccountRecovery.Argon2Internals;

/// <summary>The division of the memory (RFC 9106, section 3.2, step 2, and section 3.4): lanes are rows, and each lane has four slices of equal length.</summary>
/// <remarks>Members that are read for each block use unchecked arithmetic, which cannot overflow: the memory has at most 2,097,152 blocks.</remarks>
internal readonly struct MemoryShape(Argon2Parameters parameters)
{
    internal const int Slices = 4;

    internal int Passes { get; } = parameters.Passes;

    internal int Lanes { get; } = parameters.Lanes;

    /// <summary>The number of blocks in one slice of one lane.</summary>
    internal int SegmentLength { get; } = parameters.MemoryKiB / (Slices * parameters.Lanes);

    /// <summary>The number of blocks in one lane; q in the RFC.</summary>
    internal int LaneLength => unchecked(Slices * SegmentLength);

    /// <summary>The number of blocks in all lanes: the memory, rounded down to whole segments; m' in the RFC.</summary>
    internal int BlockCount => unchecked(Lanes * LaneLength);

    /// <summary>Returns the index of block B[lane][column] in the memory.</summary>
    internal int IndexOf(int lane, int column) => unchecked((lane * LaneLength) + column);
}
