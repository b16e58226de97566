using System.Buffers;
using System.Text;
using NodaTime;

namespace AccountRecovery;

/// <summary>Writes numbered fields: number, length, value. Absent means the field's default.</summary>
/// <remarks>A field's number is never used again for something else; a new field takes a number above all others of its part.</remarks>
internal sealed class FieldWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(512);

    internal ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    internal void Bytes(int number, ReadOnlySpan<byte> value)
    {
        Varint((ulong)number);
        Varint((ulong)value.Length);
        _buffer.Write(value);
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

        // Zigzag: small negative numbers stay short.
        ulong zigzag = unchecked((ulong)((given << 1) ^ (given >> 63)));
        Varint((ulong)number);
        Varint((ulong)VarintSize(zigzag));
        Varint(zigzag);
    }

    internal void Time(int number, Instant? value) => Number(number, value is { } instant ? Microseconds.From(instant) : null);

    internal void Flag(int number, bool value) => Number(number, value ? 1 : null);

    internal void Part(int number, Action<FieldWriter> write)
    {
        var part = new FieldWriter();
        write(part);
        Bytes(number, part.Written);
    }

    internal void Unknown(UnknownFields unknown)
    {
        foreach ((int number, byte[] value) in unknown)
        {
            Bytes(number, value);
        }
    }

    private void Varint(ulong value)
    {
        Span<byte> bytes = _buffer.GetSpan(10);
        int length = 0;
        while (value >= 0x80)
        {
            bytes[length++] = (byte)((value & 0x7F) | 0x80);
            value >>= 7;
        }

        bytes[length++] = (byte)value;
        _buffer.Advance(length);
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
