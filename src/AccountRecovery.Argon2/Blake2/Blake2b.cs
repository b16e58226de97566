using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AccountRecovery.Argon2Internals;

/// <summary>BLAKE2b without a key (RFC 7693), for input in several pieces. The state is secret: call <see cref="Clear"/> in a finally block.</summary>
internal ref struct Blake2b
{
    internal const int MaxDigestLength = 64;
    private const int BlockLength = 128;

    private readonly int _digestLength;
    private State _state;
    private Block _block;
    private int _held;
    private ulong _counter;

    /// <summary>Initializes the state (RFC 7693, sections 2.5 and 3.3). The parameter block is 0x0101kknn with kk = 0.</summary>
    internal Blake2b(int digestLength)
    {
        _digestLength = digestLength;
        Span<ulong> state = _state;
        Blake2bCompression.InitialVector.CopyTo(state);
        state[0] ^= 0x0101_0000UL ^ (uint)digestLength;
    }

    internal static void Hash(ReadOnlySpan<byte> input, Span<byte> digest)
    {
        var hash = new Blake2b(digest.Length);
        try
        {
            hash.Append(input);
            hash.Finish(digest);
        }
        finally
        {
            hash.Clear();
        }
    }

    internal void Append(scoped ReadOnlySpan<byte> input)
    {
        Span<byte> block = _block;
        while (!input.IsEmpty)
        {
            // A full block is compressed only when more input follows, because the last block, even a full one, is compressed with the final flag.
            if (_held == BlockLength)
            {
                Compress(isLast: false);
            }

            int taken = Math.Min(BlockLength - _held, input.Length);
            input[..taken].CopyTo(block[_held..]);
            input = input[taken..];
            _held += taken;
        }
    }

    /// <summary>Appends an integer as 4 bytes, least significant first: LE32 of RFC 9106, section 3.1.</summary>
    internal void AppendLE32(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        Append(bytes);
    }

    /// <summary>Appends the length as LE32, then the bytes, so that two different lists of fields never give the same input.</summary>
    internal void AppendPrefixed(scoped ReadOnlySpan<byte> field)
    {
        AppendLE32(field.Length);
        Append(field);
    }

    internal void Finish(Span<byte> digest)
    {
        Span<byte> block = _block;
        block[_held..].Clear();
        Compress(isLast: true);

        Span<byte> whole = stackalloc byte[MaxDigestLength];
        for (int word = 0; word < 8; word++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(whole[(8 * word)..], _state[word]);
        }

        whole[.._digestLength].CopyTo(digest);
        CryptographicOperations.ZeroMemory(whole);
    }

    internal void Clear()
    {
        Span<ulong> state = _state;
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(state));
        CryptographicOperations.ZeroMemory(_block);
    }

    private void Compress(bool isLast)
    {
        // The input is far shorter than 2^64 bytes, so the high word of the RFC's 128-bit counter is always zero.
        _counter += (uint)_held;
        _held = 0;
        Blake2bCompression.Compress(_state, _block, _counter, isLast);
    }

    [InlineArray(8)]
    private struct State
    {
        private ulong _word;
    }

    [InlineArray(BlockLength)]
    private struct Block
    {
        private byte _byte;
    }
}
