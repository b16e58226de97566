namespace AccountRecovery.Argon2Internals;

/// <summary>Owns all working memory, and keeps some of it between hashes: fresh memory costs a page fault for every 4 KiB.</summary>
/// <remarks>
/// What it keeps is cleared, never more than was in use at one time, and bounded in number and size. What a hash needs
/// beyond that is taken from the system and given back at once.
/// </remarks>
internal sealed class BlockMemoryPool(int maxKept)
{
    /// <summary>The largest memory that is kept, in blocks of 1 KiB: 64 MiB, the second recommendation of RFC 9106, section 4, and what the lanes need besides.</summary>
    internal const int LargestKept = 65_536 + (LaneWorkspace.Blocks * Argon2Parameters.MaxLanes);

    // In rising order of capacity.
    private readonly List<BlockMemory> _kept = new(maxKept + 1);

    /// <summary>The pool of the process: one memory for each processor, as more hashes than that gain nothing from running at once.</summary>
    internal static BlockMemoryPool Shared { get; } = new(Environment.ProcessorCount);

    /// <summary>How many are kept now.</summary>
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

    /// <summary>Lends the smallest kept memory that is large enough, or fresh memory. Dispose it to give it back.</summary>
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

    /// <summary>Takes cleared memory back. When there is no room, the smallest goes to the system.</summary>
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

    // A loop, as a lambda would allocate.
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
