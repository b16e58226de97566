namespace AccountRecovery.Argon2Internals;

/// <summary>Fills one segment (RFC 9106, section 3.2, steps 5 and 6). Segments of one slice do not read each other.</summary>
internal static class SegmentFilling
{
    internal static void Fill(BlockMemory memory, MemoryShape shape, Segment segment)
    {
        var addresses = new AddressStream(stackalloc ulong[2 * BlockFunction.Words], segment, shape);

        for (int index = segment.FirstIndex; index < shape.SegmentLength; index++)
        {
            int column = (segment.Slice * shape.SegmentLength) + index;
            int previousColumn = column == 0 ? shape.LaneLength - 1 : column - 1;
            ReadOnlySpan<ulong> previous = memory[shape.IndexOf(segment.Lane, previousColumn)];

            ulong address = segment.IsDataIndependent ? addresses[index] : previous[0];
            ReadOnlySpan<ulong> reference = memory[ReferenceBlock.Locate(address, index, segment, shape)];

            Span<ulong> current = memory[shape.IndexOf(segment.Lane, column)];
            BlockFunction.Apply(previous, reference, current, xorInto: segment.Pass > 0);
        }
    }
}
