using System.Runtime.CompilerServices;

namespace AccountRecovery.Argon2Internals;

/// <summary>Fills one segment (RFC 9106, section 3.2, steps 5 and 6). Segments of one slice do not read each other.</summary>
internal static unsafe class SegmentFilling
{
    // 2 MiB: processors treat a long run of stores in a way of its own, and a short one as any other.
    private const int BlocksCleared = 2 * 1024;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Fill<TBlocks>(BlockMemory memory, MemoryShape shape, Segment segment)
        where TBlocks : struct, IBlockFunction
    {
        var workspace = new LaneWorkspace(memory, shape, segment.Lane);
        var addresses = new AddressStream<TBlocks>(workspace, segment, shape);
        var next = new Lookahead(memory, shape, segment);
        ulong* zeros = workspace.Zeros;
        ulong* scratch = workspace.Scratch;

        int first = segment.FirstIndex;
        int firstColumn = (segment.Slice * shape.SegmentLength) + first;
        ulong* current = memory[shape.IndexOf(segment.Lane, firstColumn)];
        ulong* previous = memory[shape.IndexOf(segment.Lane, firstColumn == 0 ? shape.LaneLength - 1 : firstColumn - 1)];

        next.Expect(first, segment.IsDataIndependent ? addresses.At(first, next) : 0);
        next.Found(previous[0]);
        for (int index = first; index < shape.SegmentLength; index++)
        {
            if (segment.IsDataIndependent && (index == first || index % BlocksCleared == 0))
            {
                ClearAhead(current, index, shape);
            }

            ulong* reference = next.Reference;
            next.Expect(index + 1, segment.IsDataIndependent ? addresses.At(index + 1, next) : 0);
            TBlocks.Apply(previous, reference, segment.Pass == 0 ? zeros : current, current, scratch, ref next);

            previous = current;
            current = unchecked(current + Block.Words);
        }
    }

    /// <summary>Clears the blocks that are filled next, for speed alone.</summary>
    /// <remarks>
    /// The first pass overwrites what it does not read. Yet a cache fetches a line from main memory before a part of it is written,
    /// unless it stores long runs of whole lines; and between two hashes, other work has driven ours out of the cache.
    /// In a data-dependent segment the lines come while a block waits for its reference; where references are known ahead, nothing else waits.
    /// </remarks>
    private static void ClearAhead(ulong* current, int index, MemoryShape shape)
    {
        int blocks = Math.Min(BlocksCleared - (index % BlocksCleared), shape.SegmentLength - index);
        new Span<ulong>(current, blocks * Block.Words).Clear();
    }
}
