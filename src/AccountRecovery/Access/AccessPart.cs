using NodaTime;

namespace AccountRecovery;

/// <summary>The part of the record that says who is let in, and to what.</summary>
internal sealed record AccessPart
{
    internal static readonly AccessPart None = new();

    /// <summary>Null unless the account is being set up again.</summary>
    internal Reentry? Reentry { get; init; }

    /// <summary>Sessions that began earlier are void; null when none are.</summary>
    internal Instant? SessionsValidFrom { get; init; }

    /// <summary>First instant at which payment options may be used again (inclusive).</summary>
    internal Instant? PaymentsHeldUntil { get; init; }

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    internal void Write(FieldWriter fields)
    {
        if (Reentry is { } reentry)
        {
            fields.Part(1, reentry.Write);
        }

        fields.Time(2, SessionsValidFrom);
        fields.Time(3, PaymentsHeldUntil);
        fields.Unknown(Unknown);
    }

    internal static AccessPart Read(FieldReader fields)
    {
        AccessPart part = None;
        while (fields.Next())
        {
            part = fields.Number switch
            {
                1 => part with { Reentry = Reentry.Read(new FieldReader(fields.Value)) },
                2 => part with { SessionsValidFrom = fields.Time() },
                3 => part with { PaymentsHeldUntil = fields.Time() },
                _ => part with { Unknown = part.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return part;
    }
}
