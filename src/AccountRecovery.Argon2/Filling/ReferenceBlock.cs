using System.Runtime.CompilerServices;

namespace AccountRecovery.Argon2Internals;

/// <summary>Computes the reference block from J1 and J2 (RFC 9106, section 3.4.2).</summary>
internal static class ReferenceBlock
{
    /// <summary>
    /// Returns the index of the reference block for the block at this index of the segment. The low 32 bits of the address are J1, and the high 32 bits are J2.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Locate(ulong address, int index, Segment segment, MemoryShape shape)
    {
        unchecked
        {
            ulong j1 = (uint)address;
            uint j2 = (uint)(address >> 32);

            // With one lane, no division is needed to choose the lane. A division would be most of the work here.
            int lane = segment.IsFirstSlice || shape.Lanes == 1 ? segment.Lane : (int)(j2 % (uint)shape.Lanes);
            int area = AreaLength(isOwnLane: lane == segment.Lane, index, segment, shape);

            // x = J1^2 / 2^32, y = |W| * x / 2^32, zz = |W| - 1 - y: late blocks are more likely than early blocks.
            ulong x = (j1 * j1) >> 32;
            ulong y = ((ulong)(uint)area * x) >> 32;
            int relative = area - 1 - (int)y;

            // After the first pass, the oldest block that is not overwritten yet is the first block of the
            // next slice. After the last block of the lane, its first block follows.
            int oldest = segment.Pass == 0 ? 0 : (segment.Slice + 1) * shape.SegmentLength;

            // The wrap-around uses arithmetic instead of a branch, because no processor can predict a branch on J1, and a wrong prediction discards the work done ahead.
            int beyond = oldest + relative - shape.LaneLength;
            return shape.IndexOf(lane, beyond + (shape.LaneLength & (beyond >> 31)));
        }
    }

    /// <summary>Returns |W|, the number of blocks that can be the reference block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int AreaLength(bool isOwnLane, int index, Segment segment, MemoryShape shape)
    {
        unchecked
        {
            // The finished slices: in the first pass, the slices before this one; in later passes, the three other slices.
            int finished = shape.SegmentLength * (segment.Pass == 0 ? segment.Slice : MemoryShape.Slices - 1);

            // In the own lane, the finished blocks of this segment are added, except the block just before, which is the other input of G.
            // For the first block of a segment, the block just before is the last block of the finished slices; the RFC excludes the last block for every lane.
            // Both values are computed before the lane is known, so that the choice needs no branch.
            int ofOwn = index - 1;
            int ofOther = index == 0 ? -1 : 0;
            return finished + (isOwnLane ? ofOwn : ofOther);
        }
    }
}
