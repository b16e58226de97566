using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace AccountRecovery.Argon2Internals;

/// <summary>Finds the block to refer to next while the current one is still being computed, and asks the cache for it.</summary>
/// <remarks>An observer of the cache learns nothing more from it: in a data-independent segment the block depends on no secret, and elsewhere the next step reads the same block.</remarks>
internal unsafe struct Lookahead(BlockMemory memory, MemoryShape shape, Segment segment)
{
    private const int CacheLineWords = 8;

    private readonly ulong* _blocks = memory[0];
    private readonly MemoryShape _shape = shape;
    private readonly Segment _segment = segment;
    private int _index;
    private ulong _knownAddress;

    /// <summary>The block found last.</summary>
    internal ulong* Reference { get; private set; }

    /// <summary>Says which block of the segment comes next and, in a data-independent segment, its address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Expect(int index, ulong knownAddress) => (_index, _knownAddress) = (index, knownAddress);

    /// <summary>Takes word 0 of the block before the expected one: in a data-dependent segment it is the address.</summary>
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
