using System.Buffers.Binary;

namespace AccountRecovery.Argon2Internals;

/// <summary>The one place that chooses how G (RFC 9106, section 3.5) is computed, and how a block lies in memory.</summary>
internal static class BlockFunction
{
    /// <summary>A block is 1,024 bytes: 128 words of 64 bits.</summary>
    internal const int Words = 128;

    internal const int Bytes = Words * sizeof(ulong);

    /// <summary>Sets <paramref name="result"/> to G(x, y), or xors G(x, y) into it: every pass but the first keeps the old block that way.</summary>
    internal static void Apply(ReadOnlySpan<ulong> x, ReadOnlySpan<ulong> y, Span<ulong> result, bool xorInto) =>
        ScalarBlockFunction.Apply(x, y, result, xorInto);

    /// <summary>Puts 1,024 bytes, words least significant byte first, into a block.</summary>
    internal static void Load(ReadOnlySpan<byte> bytes, Span<ulong> block)
    {
        for (int word = 0; word < Words; word++)
        {
            block[word] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(sizeof(ulong) * word)..]);
        }
    }

    /// <summary>The inverse of <see cref="Load"/>.</summary>
    internal static void Store(ReadOnlySpan<ulong> block, Span<byte> bytes)
    {
        for (int word = 0; word < Words; word++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[(sizeof(ulong) * word)..], block[word]);
        }
    }
}
