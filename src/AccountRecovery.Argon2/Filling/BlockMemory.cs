using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AccountRecovery.Argon2Internals;

/// <summary>The working memory of one hash: unmanaged, aligned to a cache line, lent by a <see cref="BlockMemoryPool"/>.</summary>
/// <remarks>The memory is unmanaged because the garbage collector may move managed memory and does not clear the old location.</remarks>
internal sealed unsafe class BlockMemory : IDisposable
{
    private const int CacheLine = 64;

    // The memory is cleared in parts, because a span of bytes cannot have a length of two GiB.
    private const int BlocksClearedAtOnce = 1024;

    private readonly BlockMemoryPool _owner;
    private readonly ulong* _words;
    private int _lent;

    internal BlockMemory(BlockMemoryPool owner, int capacity)
    {
        _owner = owner;
        Capacity = capacity;
        _words = (ulong*)HugePages.Allocate((nuint)capacity * Block.Bytes, CacheLine);
    }

    /// <summary>The number of blocks that the memory can hold.</summary>
    internal int Capacity { get; }

    /// <summary>The start of one block. The block has arbitrary contents until it is first written.</summary>
    internal ulong* this[int block] => unchecked(_words + ((nint)block * Block.Words));

    /// <summary>Clears the blocks that were used and returns the memory to the pool.</summary>
    public void Dispose()
    {
        if (_lent == 0)
        {
            return;
        }

        for (int block = 0; block < _lent; block += BlocksClearedAtOnce)
        {
            CryptographicOperations.ZeroMemory(new Span<byte>(this[block], Math.Min(BlocksClearedAtOnce, _lent - block) * Block.Bytes));
        }

        _lent = 0;
        _owner.TakeBack(this);
    }

    /// <summary>Marks this number of blocks as lent. <see cref="Dispose"/> clears the same number of blocks.</summary>
    internal BlockMemory Lend(int blocks)
    {
        _lent = blocks;
        return this;
    }

    /// <summary>Returns the memory to the system. Only the pool calls this method.</summary>
    internal void Free() => NativeMemory.AlignedFree(_words);
}
