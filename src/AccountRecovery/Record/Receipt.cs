using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>What a call came to, kept so that repeating it with its idempotency key gives the same answer.</summary>
/// <param name="Id">Names the call: a keyed hash of verb, session and key.</param>
/// <param name="Input">A keyed hash of what was asked.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Kind">What came of it.</param>
/// <param name="Value">The number that goes with the kind.</param>
/// <param name="Epoch">The account's epoch at the time: a ticket made again from here is void if the first one is.</param>
internal sealed record Receipt(ImmutableArray<byte> Id, ImmutableArray<byte> Input, Instant At, ReceiptKind Kind, long Value, long Epoch)
{
    internal const int TagSize = 16;

    /// <summary>The value as an instant, where it was kept as one.</summary>
    internal Instant When => Microseconds.ToInstant(Value);

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    internal void Write(FieldWriter fields)
    {
        fields.Bytes(1, Id.AsSpan());
        fields.Bytes(2, Input.AsSpan());
        fields.Time(3, At);
        fields.Number(4, (long)Kind);
        fields.Number(5, Value);
        fields.Number(6, Epoch);
        fields.Unknown(Unknown);
    }

    internal static Receipt Read(FieldReader fields)
    {
        var receipt = new Receipt([], [], default, ReceiptKind.None, 0, 0);
        while (fields.Next())
        {
            receipt = fields.Number switch
            {
                1 => receipt with { Id = [.. fields.Value] },
                2 => receipt with { Input = [.. fields.Value] },
                3 => receipt with { At = fields.Time() },
                4 => receipt with { Kind = (ReceiptKind)fields.Int() },
                5 => receipt with { Value = fields.Long() },
                6 => receipt with { Epoch = fields.Long() },
                _ => receipt with { Unknown = receipt.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return receipt;
    }
}

/// <summary>What came of a call that kept a receipt. The numbers are stored.</summary>
internal enum ReceiptKind
{
    None = 0,

    /// <summary>Done; the value is a count of codes or a set's number.</summary>
    Accepted = 1,

    /// <summary>Refused; the value is a <see cref="Refusal"/>.</summary>
    Refused = 2,
}
