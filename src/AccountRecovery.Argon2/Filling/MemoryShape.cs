namespace AccountRecovery.Argon2Internals;

/// <summary>How the memory is divided (RFC 9106, section 3.2, step 2, and section 3.4): lanes are rows, and each lane has four slices of equal length.</summary>
/// <remarks>Unchecked where it is read for each block: all of it together is at most 2,097,152 blocks.</remarks>
internal readonly struct MemoryShape(Argon2Parameters parameters)
{
    internal const int Slices = 4;

    internal int Passes { get; } = parameters.Passes;

    internal int Lanes { get; } = parameters.Lanes;

    /// <summary>Blocks in one slice of one lane.</summary>
    internal int SegmentLength { get; } = parameters.MemoryKiB / (Slices * parameters.Lanes);

    /// <summary>Blocks in one lane; q in the RFC.</summary>
    internal int LaneLength => unchecked(Slices * SegmentLength);

    /// <summary>Blocks in all, the memory rounded down to whole segments; m' in the RFC.</summary>
    internal int BlockCount => unchecked(Lanes * LaneLength);

    /// <summary>Where block B[lane][column] is.</summary>
    internal int IndexOf(int lane, int column) => unchecked((lane * LaneLength) + column);
}
