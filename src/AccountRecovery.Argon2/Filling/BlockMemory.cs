using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AccountRecovery.Argon2Internals;

/// <summary>Owns the working memory of one hash: unmanaged, aligned to a cache line, cleared before it is given back.</summary>
/// <remarks>Unmanaged, because the garbage collector may copy what it owns and never clears the old place.</remarks>
internal sealed unsafe class BlockMemory : IDisposable
{
    private const int CacheLine = 64;

    private readonly ulong* _words;
    private int _wordCount;

    internal BlockMemory(int blockCount)
    {
        _wordCount = blockCount * BlockFunction.Words;
        _words = (ulong*)NativeMemory.AlignedAlloc((nuint)_wordCount * sizeof(ulong), CacheLine);
    }

    /// <summary>One block; what it holds before it is first written is arbitrary.</summary>
    internal Span<ulong> this[int block] => All.Slice(block * BlockFunction.Words, BlockFunction.Words);

    private Span<ulong> All => new(_words, _wordCount);

    public void Dispose()
    {
        if (_wordCount == 0)
        {
            return;
        }

        // In blocks: as bytes, two GiB are more than a span can count.
        for (int block = 0; block < _wordCount / BlockFunction.Words; block++)
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(this[block]));
        }

        _wordCount = 0;
        NativeMemory.AlignedFree(_words);
    }
}
