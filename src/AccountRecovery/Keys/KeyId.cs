using System.Buffers.Binary;
using System.Globalization;

namespace AccountRecovery;

/// <summary>Identifies a root key without revealing it. The id is derived from the key, so two processes with the same key have the same id.</summary>
/// <param name="Value">The id, 64 bits.</param>
public readonly record struct KeyId(ulong Value)
{
    internal const int Size = 8;

    internal static KeyId Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt64BigEndian(bytes));

    internal void Write(Span<byte> bytes) => BinaryPrimitives.WriteUInt64BigEndian(bytes, Value);

    /// <summary>Returns the id as 16 lower-case hexadecimal digits.</summary>
    /// <returns>16 characters.</returns>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
