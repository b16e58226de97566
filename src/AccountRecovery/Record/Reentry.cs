using NodaTime;

namespace AccountRecovery;

/// <summary>
/// The account is being set up again. After a redeemed recovery code, the person with the grant does this, and nobody else may sign in meanwhile. After a wait,
/// a person who knows the password does this.
/// </summary>
/// <param name="Since">When the recovery code was redeemed, or when the wait ended.</param>
/// <param name="GrantUntil">First instant at which the grant is no longer valid (inclusive).</param>
internal sealed record Reentry(Instant Since, Instant GrantUntil)
{
    /// <summary>How long a grant is valid: 24 hours.</summary>
    internal static readonly Duration GrantLifetime = Duration.FromHours(24);

    /// <summary>How long after the redemption a new grant can be given at the earliest: 72 hours.</summary>
    internal static readonly Duration ReopensAfter = Duration.FromHours(72);

    /// <summary>When the host reported, with the grant, that the account has new credentials; null before. Until then nobody may sign in.</summary>
    internal Instant? CredentialsSetAt { get; init; }

    /// <summary>Whether the account is set up again after a wait. In this case no grant was given and none is required.</summary>
    internal bool IsAfterWait { get; init; }

    /// <summary>Whether nobody may sign in yet, because a hijacker may know the old credentials.</summary>
    internal bool NeedsCredentials => CredentialsSetAt is null && !IsAfterWait;

    /// <summary>Whether the account had contacts. If it had, only confirming a new contact ends re-entry.</summary>
    internal bool HadContacts { get; init; }

    /// <summary>Returns the state of re-entry at the end of a wait.</summary>
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
