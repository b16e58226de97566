using NodaTime;

namespace AccountRecovery;

/// <summary>One security code that was sent in the last 24 hours, for the account's own budget.</summary>
/// <param name="At">When.</param>
/// <param name="Contact">To which contact.</param>
/// <param name="IsAttested">Whether the host vouched for whoever asked.</param>
internal readonly record struct CodeSend(Instant At, int Contact, bool IsAttested)
{
    /// <summary>For how long a send counts against the account's budget: 24 hours.</summary>
    internal static readonly Duration CountedFor = Duration.FromHours(24);

    /// <summary>Null where there are none, as in a default value.</summary>
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
