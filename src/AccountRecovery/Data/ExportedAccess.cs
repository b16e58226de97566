using NodaTime;

namespace AccountRecovery;

/// <summary>What a recovery by the recovery code has left, as an export tells of it.</summary>
/// <param name="RecoveredAt">When the code was redeemed; null once the account is set up again, or when it never was.</param>
/// <param name="GrantUntil">First instant at which the grant is no longer good (inclusive).</param>
/// <param name="CredentialsSetAt">When new credentials were reported; null while they were not.</param>
/// <param name="HadContacts">Whether it has voided contacts; null when there is nothing to set up again.</param>
/// <param name="SessionsValidFrom">Sessions that began earlier are void.</param>
/// <param name="PaymentsHeldUntil">First instant at which payment options may be used again (inclusive).</param>
public sealed record ExportedAccess(
    Instant? RecoveredAt, Instant? GrantUntil, Instant? CredentialsSetAt, bool? HadContacts, Instant? SessionsValidFrom, Instant? PaymentsHeldUntil)
{
    internal static ExportedAccess Of(AccessPart access) => new(
        access.Reentry?.Since, access.Reentry?.GrantUntil, access.Reentry?.CredentialsSetAt, access.Reentry?.HadContacts, access.SessionsValidFrom, access.PaymentsHeldUntil);
}
