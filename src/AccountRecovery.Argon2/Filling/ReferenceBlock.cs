namespace AccountRecovery.Argon2Internals;

/// <summary>From J1 and J2 to the block they refer to (RFC 9106, section 3.4.2).</summary>
internal static class ReferenceBlock
{
    /// <summary>Which block the block at this index of the segment refers to. The address is J1 in its low 32 bits and J2 in its high 32.</summary>
    internal static int Locate(ulong address, int index, Segment segment, MemoryShape shape)
    {
        ulong j1 = address & uint.MaxValue;
        ulong j2 = address >> 32;

        int lane = segment.IsFirstSlice ? segment.Lane : (int)(j2 % (ulong)shape.Lanes);
        int area = AreaLength(isOwnLane: lane == segment.Lane, index, segment, shape);

        // x = J1^2 / 2^32, y = |W| * x / 2^32, zz = |W| - 1 - y: late blocks are likelier than early ones.
        ulong x = (j1 * j1) >> 32;
        ulong y = ((ulong)area * x) >> 32;
        int relative = area - 1 - (int)y;

        // After the first pass the oldest block that still stands is the first of the next slice.
        int oldest = segment.Pass == 0 ? 0 : (segment.Slice + 1) * shape.SegmentLength;
        return shape.IndexOf(lane, (oldest + relative) % shape.LaneLength);
    }

    /// <summary>|W|: how many blocks may be referred to.</summary>
    private static int AreaLength(bool isOwnLane, int index, Segment segment, MemoryShape shape)
    {
        // Finished slices: in the first pass those before this one, later all three others.
        int finished = shape.SegmentLength * (segment.Pass == 0 ? segment.Slice : MemoryShape.Slices - 1);

        // The own lane adds what this segment has so far, but for the block just before, which is the other input of G.
        // For a segment's first block that one is the last of the finished slices, in the RFC for every lane.
        return isOwnLane ? finished + index - 1
            : index == 0 ? finished - 1
            : finished;
    }
}
