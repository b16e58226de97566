using NodaTime;

namespace AccountRecovery;

/// <summary>Which proofs are good for what. A ticket that is no good refuses the call: silence would hide a mistake of the host.</summary>
internal static class ProofRules
{
    /// <summary>Why a proof is no good here and now; <see cref="Refusal.None"/> when it is good.</summary>
    /// <param name="ticket">The opened ticket; null when it was not genuine.</param>
    /// <param name="epoch">The account's epoch; null when it has no record yet.</param>
    /// <param name="purpose">What it is needed for.</param>
    /// <param name="now">Now.</param>
    internal static Refusal Check(TicketFacts? ticket, long? epoch, ProofPurpose purpose, Instant now) => ticket switch
    {
        null => Refusal.TicketInvalid,

        // Stated in this very call: it is for this call, now, and for the record as it was loaded.
        { IsStated: true } => Refusal.None,
        { } facts when facts.Purpose != purpose => Refusal.TicketInvalid,
        { } facts when now >= facts.Expires => Refusal.TicketExpired,
        { } facts when facts.Epoch != epoch => Refusal.TicketVoid,
        _ => Refusal.None,
    };

    /// <summary>Why the first of a call's proofs that is no good is not; <see cref="Refusal.None"/> when all are good.</summary>
    internal static Refusal Check(RecoveryCall call, long? epoch, Instant now) =>
        call.Given.Tickets.Select(ticket => Check(ticket, epoch, call.Purpose, now)).FirstOrDefault(why => why != Refusal.None);

    /// <summary>The same where the proofs are to attest the caller: then one of them must come from the host.</summary>
    internal static Refusal CheckAttestation(RecoveryCall call, long? epoch, Instant now) => Check(call, epoch, now) switch
    {
        Refusal.None when !call.Given.IsEmpty && !call.Given.Attests => Refusal.TicketInvalid,
        Refusal why => why,
    };

    /// <summary>Whether one of the proofs will do beside a saved code that was issued before a restore: more than a session, which its thief may hold as well.</summary>
    internal static bool HasSecond(RecoveryCall call, long? epoch, Instant now) => call.Given.Tickets.Any(ticket =>
        Check(ticket, epoch, call.Purpose, now) == Refusal.None
        && ticket!.Value.Kind is ProofKind.HostPassword or ProofKind.HostTwoStep or ProofKind.TrustedDevice or ProofKind.BackupCode);
}
