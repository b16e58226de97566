using System.Text;
using NodaTime;

namespace AccountRecovery;

/// <summary>Reads numbered fields one after the other. Throws a <see cref="FormatException"/> for every deviation from the format.</summary>
internal ref struct FieldReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest;

    internal FieldReader(ReadOnlySpan<byte> fields)
    {
        _rest = fields;
    }

    /// <summary>The current field's number, 1 or more.</summary>
    internal int Number { get; private set; }

    /// <summary>The current field's value.</summary>
    internal ReadOnlySpan<byte> Value { get; private set; }

    internal bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        ulong number = Varint(ref _rest);
        ulong length = Varint(ref _rest);
        if (number is 0 or > int.MaxValue || length > (ulong)_rest.Length)
        {
            throw new FormatException("A field's number or length is out of range.");
        }

        Number = (int)number;
        Value = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return true;
    }

    internal readonly long Long()
    {
        ReadOnlySpan<byte> value = Value;
        ulong zigzag = Varint(ref value);
        return value.IsEmpty
            ? unchecked((long)(zigzag >> 1) ^ -(long)(zigzag & 1))
            : throw new FormatException("A number has bytes after its end.");
    }

    internal readonly int Int() => Long() is >= int.MinValue and <= int.MaxValue and long value
        ? (int)value
        : throw new FormatException("A number is out of range.");

    internal readonly Instant Time() => Microseconds.ToInstant(Long());

    internal readonly bool Flag() => Long() != 0;

    internal readonly string Text()
    {
        try
        {
            return StrictUtf8.GetString(Value);
        }
        catch (DecoderFallbackException)
        {
            throw new FormatException("A text is not UTF-8.");
        }
    }

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (int i = 0; i < bytes.Length && i < 10; i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                // A number has exactly one encoding: no bits beyond the 64th, and no zero bytes at its end.
                bool one = i == 0 || (bytes[i] != 0 && (i < 9 || bytes[i] == 1));
                bytes = bytes[(i + 1)..];
                return one ? value : throw new FormatException("The bytes are not a single number.");
            }
        }

        throw new FormatException("A number has no end.");
    }
}
