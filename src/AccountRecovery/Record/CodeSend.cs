using NodaTime;

namespace AccountRecovery;

/// <summary>One security code that was sent in the last 24 hours, for the account's own budget.</summary>
/// <param name="At">When the code was sent.</param>
/// <param name="Contact">The number of the contact to which the code was sent.</param>
/// <param name="IsAttested">Whether the host vouched for the caller who asked for the code.</param>
internal readonly record struct CodeSend(Instant At, int Contact, bool IsAttested)
{
    /// <summary>How long a send counts against the account's budget: 24 hours.</summary>
    internal static readonly Duration CountedFor = Duration.FromHours(24);

    /// <summary>The fields that this version does not know; null if there are none, as in a default value.</summary>
    internal UnknownFields? Unknown { get; init; }

    internal void Write(FieldWriter fields)
    {
        fields.Time(1, At);
        fields.Number(2, Contact);
        fields.Flag(3, IsAttested);
        fields.Unknown(Unknown ?? UnknownFields.None);
    }

    internal static CodeSend Read(FieldReader fields)
    {
        CodeSend send = default;
        while (fields.Next())
        {
            send = fields.Number switch
            {
                1 => send with { At = fields.Time() },
                2 => send with { Contact = fields.Int() },
                3 => send with { IsAttested = fields.Flag() },
                _ => send with { Unknown = (send.Unknown ?? UnknownFields.None).With(fields.Number, fields.Value) },
            };
        }

        return send;
    }
}
