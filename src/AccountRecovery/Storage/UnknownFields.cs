using System.Collections;
using System.Collections.Immutable;

namespace AccountRecovery;

/// <summary>Fields that a newer version wrote and this version does not know. They are kept and written back unchanged.</summary>
internal sealed class UnknownFields : IEnumerable<(int Number, byte[] Value)>
{
    internal static readonly UnknownFields None = new([]);

    private readonly ImmutableArray<(int Number, byte[] Value)> _fields;

    private UnknownFields(ImmutableArray<(int Number, byte[] Value)> fields)
    {
        _fields = fields;
    }

    public IEnumerator<(int Number, byte[] Value)> GetEnumerator() => ((IEnumerable<(int, byte[])>)_fields).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal UnknownFields With(int number, ReadOnlySpan<byte> value) => new(_fields.Add((number, value.ToArray())));
}
