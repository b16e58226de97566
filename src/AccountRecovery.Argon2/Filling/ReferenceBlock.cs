using System.Runtime.CompilerServices;

namespace AccountRecovery.Argon2Internals;

/// <summary>From J1 and J2 to the block they refer to (RFC 9106, section 3.4.2).</summary>
internal static class ReferenceBlock
{
    /// <summary>Which block the block at this index of the segment refers to. The address is J1 in its low 32 bits and J2 in its high 32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Locate(ulong address, int index, Segment segment, MemoryShape shape)
    {
        unchecked
        {
            ulong j1 = (uint)address;
            uint j2 = (uint)(address >> 32);

            // With one lane there is nothing to choose; a division would be most of the work here.
            int lane = segment.IsFirstSlice || shape.Lanes == 1 ? segment.Lane : (int)(j2 % (uint)shape.Lanes);
            int area = AreaLength(isOwnLane: lane == segment.Lane, index, segment, shape);

            // x = J1^2 / 2^32, y = |W| * x / 2^32, zz = |W| - 1 - y: late blocks are likelier than early ones.
            ulong x = (j1 * j1) >> 32;
            ulong y = ((ulong)(uint)area * x) >> 32;
            int relative = area - 1 - (int)y;

            // After the first pass the oldest block that still stands is the first of the next slice. Beyond the end of the lane lies its start.
            int oldest = segment.Pass == 0 ? 0 : (segment.Slice + 1) * shape.SegmentLength;

            // As arithmetic, since no processor guesses a branch on J1, and a wrong guess throws away the work done ahead.
            int beyond = oldest + relative - shape.LaneLength;
            return shape.IndexOf(lane, beyond + (shape.LaneLength & (beyond >> 31)));
        }
    }

    /// <summary>|W|: how many blocks may be referred to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int AreaLength(bool isOwnLane, int index, Segment segment, MemoryShape shape)
    {
        unchecked
        {
            // Finished slices: in the first pass those before this one, later all three others.
            int finished = shape.SegmentLength * (segment.Pass == 0 ? segment.Slice : MemoryShape.Slices - 1);

            // The own lane adds what this segment has so far, but for the block just before, which is the other input of G.
            // For a segment's first block that one is the last of the finished slices, in the RFC for every lane.
            // Both are there before the lane is known, so that choosing needs no branch either.
            int ofOwn = index - 1;
            int ofOther = index == 0 ? -1 : 0;
            return finished + (isOwnLane ? ofOwn : ofOther);
        }
    }
}
