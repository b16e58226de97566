using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>
/// One code of a set as the record stores it: its tag, and when it was spent. A spent code is kept, so that it can be distinguished from a wrong code.
/// </summary>
internal sealed record StoredCode(ImmutableArray<byte> Tag, Instant? SpentAt)
{
    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    internal void Write(FieldWriter fields)
    {
        fields.Bytes(1, Tag.AsSpan());
        fields.Time(2, SpentAt);
        fields.Unknown(Unknown);
    }

    internal static StoredCode Read(FieldReader fields)
    {
        ImmutableArray<byte> tag = [];
        Instant? spentAt = null;
        UnknownFields unknown = UnknownFields.None;
        while (fields.Next())
        {
            switch (fields.Number)
            {
                case 1:
                    tag = [.. fields.Value];
                    break;
                case 2:
                    spentAt = fields.Time();
                    break;
                default:
                    unknown = unknown.With(fields.Number, fields.Value);
                    break;
            }
        }

        return new StoredCode(tag, spentAt) { Unknown = unknown };
    }
}
