using NodaTime;

namespace AccountRecovery;

/// <summary>One attempt that is counted and has no result yet.</summary>
/// <param name="Number">The number of the charge within its budget, from 1.</param>
/// <param name="At">When the attempt was charged. If it has no result after <see cref="Lifetime"/>, it has failed.</param>
/// <param name="From">The caller, for the event that reports a failure.</param>
internal sealed record AttemptCharge(long Number, Instant At, CallerTrace From)
{
    /// <summary>
    /// How long a charge waits for its result: 60 seconds. After that the attempt has failed, because its process has ended or is much too late.
    /// </summary>
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
