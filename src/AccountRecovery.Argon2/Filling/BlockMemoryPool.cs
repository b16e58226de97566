namespace AccountRecovery.Argon2Internals;

/// <summary>Owns all working memory, and keeps some memory between hashes, because new memory costs a page fault for every 4 KiB.</summary>
/// <remarks>
/// The kept memory is cleared, is never more than was in use at one time, and is limited in number and size. Memory
/// beyond these limits is allocated from the system and returned to the system directly after the hash.
/// </remarks>
internal sealed class BlockMemoryPool(int maxKept)
{
    /// <summary>The largest memory that is kept, in blocks of 1 KiB: 64 MiB, the second recommendation of RFC 9106, section 4, plus the workspace of the lanes.</summary>
    internal const int LargestKept = 65_536 + (LaneWorkspace.Blocks * Argon2Parameters.MaxLanes);

    // In ascending order of capacity.
    private readonly List<BlockMemory> _kept = new(maxKept + 1);

    /// <summary>The pool of the process. It keeps at most one memory for each processor, because running more hashes than processors at once gains nothing.</summary>
    internal static BlockMemoryPool Shared { get; } = new(Environment.ProcessorCount);

    /// <summary>The number of memories that are kept now.</summary>
    internal int Kept
    {
        get
        {
            lock (_kept)
            {
                return _kept.Count;
            }
        }
    }

    /// <summary>Lends the smallest kept memory that is large enough, or new memory. Dispose the memory to return it.</summary>
    internal BlockMemory Rent(int blocks)
    {
        lock (_kept)
        {
            int at = FirstAtLeast(blocks);
            if (at < _kept.Count)
            {
                BlockMemory memory = _kept[at];
                _kept.RemoveAt(at);
                return memory.Lend(blocks);
            }
        }

        return new BlockMemory(this, blocks).Lend(blocks);
    }

    /// <summary>Receives cleared memory back. If the pool is full, its smallest memory block is returned to the system.</summary>
    internal void TakeBack(BlockMemory memory)
    {
        BlockMemory? surplus = memory;
        if (memory.Capacity <= LargestKept)
        {
            lock (_kept)
            {
                _kept.Insert(FirstAtLeast(memory.Capacity), memory);
                surplus = null;
                if (_kept.Count > maxKept)
                {
                    surplus = _kept[0];
                    _kept.RemoveAt(0);
                }
            }
        }

        surplus?.Free();
    }

    // This is a loop because a lambda would allocate.
    private int FirstAtLeast(int blocks)
    {
        int at = 0;
        while (at < _kept.Count && _kept[at].Capacity < blocks)
        {
            at++;
        }

        return at;
    }
}
