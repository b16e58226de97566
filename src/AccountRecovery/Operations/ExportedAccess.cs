using NodaTime;

namespace AccountRecovery;

/// <summary>The access state of an account in an export: what a recovery or a wait has left, and what the person is asked.</summary>
/// <param name="RecoveredAt">When the recovery code was redeemed or the wait ended; null if the account is not being set up again.</param>
/// <param name="GrantUntil">First instant at which the grant is no longer valid (inclusive).</param>
/// <param name="CredentialsSetAt">When the host reported new credentials; null if it has not.</param>
/// <param name="HadContacts">Whether the account had contacts before it had to be set up again; null if it is not being set up again.</param>
/// <param name="SessionsValidFrom">Sessions that began before this instant are void.</param>
/// <param name="PaymentsHeldUntil">First instant at which payment options may be used again (inclusive).</param>
public sealed record ExportedAccess(
    Instant? RecoveredAt, Instant? GrantUntil, Instant? CredentialsSetAt, bool? HadContacts, Instant? SessionsValidFrom, Instant? PaymentsHeldUntil)
{
    /// <summary>Whether the account is being set up again after a wait, and not after a recovery; null if it is not being set up again.</summary>
    public bool? IsAfterWait { get; init; }

    /// <summary>When the current wait started; null if the account is not in the wait.</summary>
    public Instant? WaitSince { get; init; }

    /// <summary>First instant at which the current wait is over (inclusive); null if the account is not in the wait.</summary>
    public Instant? WaitUntil { get; init; }

    /// <summary>The start times of the waits of the last 90 days, oldest first.</summary>
    public IReadOnlyList<Instant> WaitStarts { get; init; } = [];

    /// <summary>When a wait was last cancelled.</summary>
    public Instant? CancelledAt { get; init; }

    /// <summary>When the person was first asked whether a contact still reaches them; null if the person is not being asked.</summary>
    public Instant? PromptFirst { get; init; }

    /// <summary>First instant at which the person is asked again (inclusive); null if the question was not put off.</summary>
    public Instant? PromptSkippedUntil { get; init; }

    /// <summary>The last recorded sign-in. At most one sign-in a day is recorded.</summary>
    public Instant? SignedInAt { get; init; }

    /// <summary>When a recovery was frozen; null if none is frozen.</summary>
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
