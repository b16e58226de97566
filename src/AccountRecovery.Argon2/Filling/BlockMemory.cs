using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AccountRecovery.Argon2Internals;

/// <summary>The working memory of one hash: unmanaged, aligned to a cache line, lent by a <see cref="BlockMemoryPool"/>.</summary>
/// <remarks>Unmanaged, because the garbage collector may copy what it owns and never clears the old place.</remarks>
internal sealed unsafe class BlockMemory : IDisposable
{
    private const int CacheLine = 64;

    // As bytes, two GiB are more than a span can count.
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

    /// <summary>How many blocks fit.</summary>
    internal int Capacity { get; }

    /// <summary>The start of one block; what it holds before it is first written is arbitrary.</summary>
    internal ulong* this[int block] => unchecked(_words + ((nint)block * Block.Words));

    /// <summary>Clears what was used and gives the memory back to the pool.</summary>
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

    /// <summary>Marks this many blocks as lent; that many are cleared in the end.</summary>
    internal BlockMemory Lend(int blocks)
    {
        _lent = blocks;
        return this;
    }

    /// <summary>For the pool: the memory goes back to the system.</summary>
    internal void Free() => NativeMemory.AlignedFree(_words);
}
