using NodaTime;

namespace AccountRecovery;

/// <summary>Who is let in, and to what, as an export tells of it: what a recovery or a wait has left, and what is asked of the person.</summary>
/// <param name="RecoveredAt">When the recovery code was redeemed, or the wait was over; null once the account is set up again, or when neither was.</param>
/// <param name="GrantUntil">First instant at which the grant is no longer good (inclusive).</param>
/// <param name="CredentialsSetAt">When new credentials were reported; null while they were not.</param>
/// <param name="HadContacts">Whether it has voided contacts; null when there is nothing to set up again.</param>
/// <param name="SessionsValidFrom">Sessions that began earlier are void.</param>
/// <param name="PaymentsHeldUntil">First instant at which payment options may be used again (inclusive).</param>
public sealed record ExportedAccess(
    Instant? RecoveredAt, Instant? GrantUntil, Instant? CredentialsSetAt, bool? HadContacts, Instant? SessionsValidFrom, Instant? PaymentsHeldUntil)
{
    /// <summary>Whether it was a wait that led to setting the account up again; null when there is nothing to set up again.</summary>
    public bool? IsAfterWait { get; init; }

    /// <summary>When the wait that runs began; null while none runs.</summary>
    public Instant? WaitSince { get; init; }

    /// <summary>First instant at which it is over (inclusive).</summary>
    public Instant? WaitUntil { get; init; }

    /// <summary>When waits began in the last 90 days, oldest first.</summary>
    public IReadOnlyList<Instant> WaitStarts { get; init; } = [];

    /// <summary>When a wait was last cancelled.</summary>
    public Instant? CancelledAt { get; init; }

    /// <summary>When the person was first asked whether a contact still reaches them; null while they are not.</summary>
    public Instant? PromptFirst { get; init; }

    /// <summary>First instant at which they are asked again (inclusive).</summary>
    public Instant? PromptSkippedUntil { get; init; }

    /// <summary>The last sign-in that was recorded, of at most one a day.</summary>
    public Instant? SignedInAt { get; init; }

    /// <summary>When a recovery was frozen; null while none is.</summary>
    public Instant? FrozenAt { get; init; }

    internal static ExportedAccess Of(AccessPart access, RecoveryPolicy policy) => new(
        access.Reentry?.Since, access.Reentry?.GrantUntil, access.Reentry?.CredentialsSetAt, access.Reentry?.HadContacts, access.SessionsValidFrom, access.PaymentsHeldUntil)
    {
        IsAfterWait = access.Reentry?.IsAfterWait,
        WaitSince = access.Wait?.Since,
        WaitUntil = access.Wait?.EndUnder(policy),
        WaitStarts = access.WaitStarts,
        CancelledAt = access.CancelledAt,
        PromptFirst = access.Prompt?.First,
        PromptSkippedUntil = access.Prompt?.SkippedUntil,
        SignedInAt = access.SignedInAt,
        FrozenAt = access.FrozenAt,
    };
}
