using NodaTime;

namespace AccountRecovery;

/// <summary>
/// The account is set up again. After a redeemed recovery code: by who holds the grant, and nobody else gets in meanwhile. After a wait: by who knows the password.
/// </summary>
/// <param name="Since">When the code was redeemed, or when the wait was over.</param>
/// <param name="GrantUntil">First instant at which the grant is no longer good (inclusive).</param>
internal sealed record Reentry(Instant Since, Instant GrantUntil)
{
    /// <summary>How long a grant is good.</summary>
    internal static readonly Duration GrantLifetime = Duration.FromHours(24);

    /// <summary>No new grant is given before so long after the redemption.</summary>
    internal static readonly Duration ReopensAfter = Duration.FromHours(72);

    /// <summary>When the host reported, with the grant, that the account has new credentials; before, nobody signs in.</summary>
    internal Instant? CredentialsSetAt { get; init; }

    /// <summary>Whether a wait led here: no grant was given, and none is asked for.</summary>
    internal bool IsAfterWait { get; init; }

    /// <summary>Whether nobody signs in yet: the old credentials may be a hijacker's.</summary>
    internal bool NeedsCredentials => CredentialsSetAt is null && !IsAfterWait;

    /// <summary>Whether the account had contacts: then confirming a new one is what ends it.</summary>
    internal bool HadContacts { get; init; }

    /// <summary>As it is when a wait is over.</summary>
    internal static Reentry AfterWait(Instant end) => new(end, end) { IsAfterWait = true, HadContacts = true };

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    internal void Write(FieldWriter fields)
    {
        fields.Time(1, Since);
        fields.Time(2, GrantUntil);
        fields.Time(3, CredentialsSetAt);
        fields.Flag(4, HadContacts);
        fields.Flag(5, IsAfterWait);
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
                5 => reentry with { IsAfterWait = fields.Flag() },
                _ => reentry with { Unknown = reentry.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return reentry;
    }
}
