using NodaTime;

namespace AccountRecovery;

/// <summary>One counted attempt that waits for its verdict.</summary>
/// <param name="Number">Numbers the charges of its budget, from 1.</param>
/// <param name="At">When it was charged; after <see cref="Lifetime"/> it has failed without a verdict.</param>
/// <param name="From">Who asked, for the event that tells of its failure.</param>
internal sealed record AttemptCharge(long Number, Instant At, CallerTrace From)
{
    /// <summary>A charge without a verdict after so long has failed: its process is gone or hopelessly late.</summary>
    internal static readonly Duration Lifetime = Duration.FromSeconds(60);

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    internal void Write(FieldWriter fields)
    {
        fields.Number(1, Number);
        fields.Time(2, At);
        fields.Part(3, From.Write);
        fields.Unknown(Unknown);
    }

    internal static AttemptCharge Read(FieldReader fields)
    {
        var charge = new AttemptCharge(0, default, CallerTrace.None);
        while (fields.Next())
        {
            charge = fields.Number switch
            {
                1 => charge with { Number = fields.Long() },
                2 => charge with { At = fields.Time() },
                3 => charge with { From = CallerTrace.Read(new FieldReader(fields.Value)) },
                _ => charge with { Unknown = charge.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return charge;
    }
}
