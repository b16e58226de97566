using System.Runtime.CompilerServices;

namespace AccountRecovery.Argon2Internals;

/// <summary>Fills one segment (RFC 9106, section 3.2, steps 5 and 6). A segment does not read the other segments of its slice.</summary>
internal static unsafe class SegmentFilling
{
    // 2 MiB, because processors optimise only a long run of stores.
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

    /// <summary>Clears the blocks that are filled next. The only purpose is speed.</summary>
    /// <remarks>
    /// The first pass overwrites the old contents without reading them. A cache nevertheless fetches a line from main memory before a part of the line is written,
    /// except in long runs of stores of whole lines. Between two hashes, other work has usually removed the memory of the hash from the cache.
    /// In a data-dependent segment, these fetches overlap with the wait for the reference block. In a data-independent segment, the reference block is prefetched
    /// in time, and only these fetches would cause a wait.
    /// </remarks>
    private static void ClearAhead(ulong* current, int index, MemoryShape shape)
    {
        int blocks = Math.Min(BlocksCleared - (index % BlocksCleared), shape.SegmentLength - index);
        new Span<ulong>(current, blocks * Block.Words).Clear();
    }
}
