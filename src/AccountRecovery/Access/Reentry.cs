using NodaTime;

namespace AccountRecovery;

/// <summary>The recovery code was redeemed: who holds the grant sets the account up again, and nobody else gets in meanwhile.</summary>
/// <param name="Since">When the code was redeemed.</param>
/// <param name="GrantUntil">First instant at which the grant is no longer good (inclusive).</param>
internal sealed record Reentry(Instant Since, Instant GrantUntil)
{
    /// <summary>How long a grant is good.</summary>
    internal static readonly Duration GrantLifetime = Duration.FromHours(24);

    /// <summary>No new grant is given before so long after the redemption.</summary>
    internal static readonly Duration ReopensAfter = Duration.FromHours(72);

    /// <summary>When the host reported, with the grant, that the account has new credentials; before, nobody signs in.</summary>
    internal Instant? CredentialsSetAt { get; init; }

    /// <summary>Whether the account had contacts: then confirming a new one is what ends it.</summary>
    internal bool HadContacts { get; init; }

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    internal void Write(FieldWriter fields)
    {
        fields.Time(1, Since);
        fields.Time(2, GrantUntil);
        fields.Time(3, CredentialsSetAt);
        fields.Flag(4, HadContacts);
        fields.Unknown(Unknown);
    }

    internal static Reentry Read(FieldReader fields)
    {
        var reentry = new Reentry(default, default);
        while (fields.Next())
        {
            reentry = fields.Number switch
            {
                1 => reentry with { Since = fields.Time() },
                2 => reentry with { GrantUntil = fields.Time() },
                3 => reentry with { CredentialsSetAt = fields.Time() },
                4 => reentry with { HadContacts = fields.Flag() },
                _ => reentry with { Unknown = reentry.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return reentry;
    }
}
