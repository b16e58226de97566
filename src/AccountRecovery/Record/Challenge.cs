using NodaTime;

namespace AccountRecovery;

/// <summary>The security code of one flow, as the record stores it. The code itself is not stored; it is derived from the record's secret.</summary>
/// <param name="Id">64 bits that nobody can guess, the handle of the flow.</param>
/// <param name="Contact">The contact's number.</param>
/// <param name="Purpose">The purpose of the code.</param>
/// <param name="Channel">The channel on which the code was sent.</param>
/// <param name="IsAttested">Whether the host vouched for the caller who asked for the code.</param>
/// <param name="SentAt">When the last code of the challenge was requested.</param>
/// <param name="ExpiresAt">First instant at which the last code is no longer valid (inclusive).</param>
internal sealed record Challenge(long Id, int Contact, ProofPurpose Purpose, ContactChannel Channel, bool IsAttested, Instant SentAt, Instant ExpiresAt)
{
    /// <summary>The number of codes requested so far. Only the last code is valid.</summary>
    internal int Sends { get; init; } = 1;

    /// <summary>The number of wrong tries at the last code.</summary>
    internal int Tries { get; init; }

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    internal bool IsLive(Instant now) => now < ExpiresAt && Tries < SecurityCodePart.TriesPerCode;

    internal void Write(FieldWriter fields)
    {
        fields.Number(1, Id);
        fields.Number(2, Contact);
        fields.Number(3, (long)Purpose);
        fields.Number(4, (long)Channel);
        fields.Flag(5, IsAttested);
        fields.Time(6, SentAt);
        fields.Time(7, ExpiresAt);
        fields.Number(8, Sends);
        fields.Number(9, Tries == 0 ? null : Tries);
        fields.Unknown(Unknown);
    }

    internal static Challenge Read(FieldReader fields)
    {
        var challenge = new Challenge(0, 0, default, default, IsAttested: false, default, default);
        while (fields.Next())
        {
            challenge = fields.Number switch
            {
                1 => challenge with { Id = fields.Long() },
                2 => challenge with { Contact = fields.Int() },
                3 => challenge with { Purpose = (ProofPurpose)fields.Int() },
                4 => challenge with { Channel = (ContactChannel)fields.Int() },
                5 => challenge with { IsAttested = fields.Flag() },
                6 => challenge with { SentAt = fields.Time() },
                7 => challenge with { ExpiresAt = fields.Time() },
                8 => challenge with { Sends = fields.Int() },
                9 => challenge with { Tries = fields.Int() },
                _ => challenge with { Unknown = challenge.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return challenge;
    }
}
