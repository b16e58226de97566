using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>One code as it is stored: its tag, and when it was spent. A spent code is kept to tell it from a wrong one.</summary>
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
        var code = new StoredCode([], null);
        while (fields.Next())
        {
            code = fields.Number switch
            {
                1 => code with { Tag = [.. fields.Value] },
                2 => code with { SpentAt = fields.Time() },
                _ => code with { Unknown = code.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return code;
    }
}
