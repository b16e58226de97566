using System.Buffers;
using System.Diagnostics;
using System.Text;
using NodaTime;

namespace AccountRecovery;

/// <summary>Writes numbered fields: number, length, value. A field that is absent has its default value.</summary>
/// <remarks>A field number is never reused for another meaning. A new field gets a number above all others of its part.</remarks>
internal sealed class FieldWriter(ushort version = RecordSealer.FieldsVersion)
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(4096);
    private int _length;

    /// <summary>The version of the stored form that is written.</summary>
    internal ushort Version => version;

    /// <summary>Whether a part contained fields that this version of the library does not know.</summary>
    internal bool HoldsUnknown { get; private set; }

    internal ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    internal void Bytes(int number, ReadOnlySpan<byte> value)
    {
        Varint((ulong)number);
        Varint((ulong)value.Length);
        value.CopyTo(Room(value.Length));
        _length += value.Length;
    }

    internal void Text(int number, string? value)
    {
        if (value is not null)
        {
            Bytes(number, Encoding.UTF8.GetBytes(value));
        }
    }

    internal void Number(int number, long? value)
    {
        if (value is not { } given)
        {
            return;
        }

        // Zigzag encoding keeps small negative numbers short.
        ulong zigzag = unchecked((ulong)((given << 1) ^ (given >> 63)));
        Varint((ulong)number);
        Varint((ulong)VarintSize(zigzag));
        Varint(zigzag);
    }

    internal void Time(int number, Instant? value) => Number(number, value is { } instant ? Microseconds.From(instant) : null);

    internal void Flag(int number, bool value) => Number(number, value ? 1 : null);

    /// <summary>Writes the content of a part, then moves it to make room for the part's number and length.</summary>
    internal void Part(int number, Action<FieldWriter> write)
    {
        int start = _length;
        write(this);
        int size = _length - start;

        Varint((ulong)number);
        Varint((ulong)size);
        int head = _length - start - size;
        Span<byte> saved = stackalloc byte[20];
        saved = saved[..head];
        _buffer.AsSpan(start + size, head).CopyTo(saved);
        _buffer.AsSpan(start, size).CopyTo(_buffer.AsSpan(start + head));
        saved.CopyTo(_buffer.AsSpan(start));
    }

    /// <summary>Clears the buffer, which may hold secrets. Nothing can be written after this call.</summary>
    internal void Clear()
    {
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = [];
        _length = 0;
    }

    internal void Unknown(UnknownFields unknown)
    {
        foreach ((int number, byte[] value) in unknown)
        {
            Bytes(number, value);
            HoldsUnknown = true;
        }
    }

    private void Varint(ulong value)
    {
        Span<byte> bytes = Room(10);
        int length = 0;
        while (value >= 0x80)
        {
            bytes[length++] = (byte)((value & 0x7F) | 0x80);
            value >>= 7;
        }

        bytes[length++] = (byte)value;
        _length += length;
    }

    private Span<byte> Room(int size)
    {
        if (_buffer.Length - _length < size)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + size));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = larger;
        }

        return _buffer.AsSpan(_length);
    }

    private static int VarintSize(ulong value)
    {
        int size = 1;
        while ((value >>= 7) != 0)
        {
            size++;
        }

        return size;
    }
}
