using System.Buffers.Binary;
using System.Text;

namespace AccountRecovery;

/// <summary>The input of a keyed hash: a purpose label and parts, each after its length, so that two different inputs never have the same bytes.</summary>
internal ref struct PurposeInput
{
    private readonly Span<byte> _buffer;
    private int _length;

    internal PurposeInput(Span<byte> buffer, string label)
    {
        _buffer = buffer;
        _length = 0;
        Add(label);
    }

    internal readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    internal void Add(scoped ReadOnlySpan<byte> part)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer[_length..], part.Length);
        part.CopyTo(_buffer[(_length + 4)..]);
        _length += 4 + part.Length;
    }

    internal void Add(string part)
    {
        int length = Encoding.UTF8.GetBytes(part, _buffer[(_length + 4)..]);
        BinaryPrimitives.WriteInt32BigEndian(_buffer[_length..], length);
        _length += 4 + length;
    }

    internal void Add(long part)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, part);
        Add(bytes);
    }
}
