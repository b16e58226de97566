using NodaTime;

namespace AccountRecovery;

/// <summary>The grant: a ticket that lasts as long as re-entry gives.</summary>
internal static class Grants
{
    internal static Ticket Sign(TicketSigner signer, AccountId account, Caller caller, long epoch, Instant at) => signer.Sign(
        account,
        caller.GivenSession,
        new TicketFacts(ProofKind.ReentryGrant, ProofPurpose.ChangeSecuritySettings, epoch, at, at + Reentry.GrantLifetime));
}
