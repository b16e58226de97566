using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>The result of a call, stored so that a repetition of the call with its idempotency key gets the same answer.</summary>
/// <param name="Id">Identifies the call: a keyed hash of verb, session and idempotency key.</param>
/// <param name="Input">A keyed hash of the input of the call.</param>
/// <param name="At">When the call was decided.</param>
/// <param name="Kind">The kind of result.</param>
/// <param name="Value">A number whose meaning depends on the kind.</param>
/// <param name="Epoch">The account's epoch at that time. A ticket that is made again from this receipt is void if the first ticket is void.</param>
internal sealed record Receipt(ImmutableArray<byte> Id, ImmutableArray<byte> Input, Instant At, ReceiptKind Kind, long Value, long Epoch)
{
    internal const int TagSize = 16;

    /// <summary>The value as an instant, if it was stored as an instant.</summary>
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

/// <summary>The kind of result that a receipt stores. The numbers are stored.</summary>
internal enum ReceiptKind
{
    None = 0,

    /// <summary>The call was done. The value depends on the call, for example a number of codes or the number of a set.</summary>
    Accepted = 1,

    /// <summary>The call was refused. The value is a <see cref="Refusal"/>.</summary>
    Refused = 2,
}
