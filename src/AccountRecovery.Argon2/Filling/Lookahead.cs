using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace AccountRecovery.Argon2Internals;

/// <summary>Finds the next reference block while the current block is still being computed, and prefetches the reference block into the cache.</summary>
/// <remarks>
/// The prefetch gives an observer of the cache no further information. In a data-independent segment, the block
/// depends on no secret; in a data-dependent segment, the next step reads the same block anyway.
/// </remarks>
internal unsafe struct Lookahead(BlockMemory memory, MemoryShape shape, Segment segment)
{
    private const int CacheLineWords = 8;

    private readonly ulong* _blocks = memory[0];
    private readonly MemoryShape _shape = shape;
    private readonly Segment _segment = segment;
    private int _index;
    private ulong _knownAddress;

    /// <summary>The reference block that was found last.</summary>
    internal ulong* Reference { get; private set; }

    /// <summary>Sets which block of the segment comes next and, in a data-independent segment, its address word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Expect(int index, ulong knownAddress) => (_index, _knownAddress) = (index, knownAddress);

    /// <summary>Receives word 0 of the block before the expected block. In a data-dependent segment, this word is the address word of the expected block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Found(ulong firstWord)
    {
        ulong address = _segment.IsDataIndependent ? _knownAddress : firstWord;
        ulong* reference = unchecked(_blocks + ((nint)ReferenceBlock.Locate(address, _index, _segment, _shape) * Block.Words));
        Reference = reference;

        if (Sse.IsSupported)
        {
            for (ulong* line = reference; line < unchecked(reference + Block.Words); line = unchecked(line + CacheLineWords))
            {
                Sse.Prefetch0(line);
            }
        }
    }
}
