using NodaTime;

namespace AccountRecovery;

/// <summary>Which tickets are good for what. A ticket that is no good refuses the call: silence would hide a mistake of the host.</summary>
internal static class ProofRules
{
    /// <summary>Why a ticket is no good here and now; <see cref="Refusal.None"/> when it is good.</summary>
    /// <param name="ticket">The opened ticket; null when it was not genuine.</param>
    /// <param name="epoch">The account's epoch; null when it has no record yet.</param>
    /// <param name="purpose">What it is wanted for.</param>
    /// <param name="now">Now.</param>
    internal static Refusal Check(TicketFacts? ticket, long? epoch, ProofPurpose purpose, Instant now) => ticket switch
    {
        null => Refusal.TicketInvalid,
        { } facts when facts.Purpose != purpose => Refusal.TicketInvalid,
        { } facts when now >= facts.Expires => Refusal.TicketExpired,
        { } facts when facts.Epoch != epoch => Refusal.TicketVoid,
        _ => Refusal.None,
    };

    /// <summary>Whether a ticket moves its holder from the strangers' budget to the owner's: the host vouches for a password, session or device.</summary>
    internal static Refusal CheckAttestation(TicketFacts? ticket, long? epoch, ProofPurpose purpose, Instant now) =>
        Check(ticket, epoch, purpose, now) switch
        {
            Refusal.None when ticket!.Value.Kind is not (ProofKind.HostPassword or ProofKind.HostSession or ProofKind.TrustedDevice) => Refusal.TicketInvalid,
            Refusal why => why,
        };

    /// <summary>Whether a ticket will do beside a saved code that was issued before a restore: more than a session, which its thief may hold as well.</summary>
    internal static bool IsSecond(TicketFacts? ticket, long? epoch, ProofPurpose purpose, Instant now) =>
        Check(ticket, epoch, purpose, now) == Refusal.None
        && ticket!.Value.Kind is ProofKind.HostPassword or ProofKind.HostTwoStep or ProofKind.TrustedDevice or ProofKind.BackupCode;
}
