using NodaTime;

namespace AccountRecovery;

/// <summary>Decides which proofs are valid for a call. One invalid ticket refuses the whole call; ignoring the ticket would hide a mistake of the host.</summary>
internal static class ProofRules
{
    /// <summary>Returns why a proof is not valid for this purpose now; <see cref="Refusal.None"/> if it is valid.</summary>
    /// <param name="ticket">The facts of the opened ticket; null if the ticket is not genuine.</param>
    /// <param name="epoch">The account's epoch; null if the account has no record yet.</param>
    /// <param name="purpose">The purpose for which the proof is needed.</param>
    /// <param name="now">The current time.</param>
    internal static Refusal Check(TicketFacts? ticket, long? epoch, ProofPurpose purpose, Instant now) => ticket switch
    {
        null => Refusal.TicketInvalid,

        // The host stated the proof in this call, so it counts for the call's purpose, the current time and the record as loaded.
        { IsStated: true } => Refusal.None,
        { } facts when facts.Purpose != purpose => Refusal.TicketInvalid,
        { } facts when now >= facts.Expires => Refusal.TicketExpired,
        { } facts when facts.Epoch != epoch => Refusal.TicketVoid,
        _ => Refusal.None,
    };

    /// <summary>Returns why the first invalid proof of a call is not valid; <see cref="Refusal.None"/> if all proofs are valid.</summary>
    internal static Refusal Check(RecoveryCall call, long? epoch, Instant now) =>
        call.Given.Tickets.Select(ticket => Check(ticket, epoch, call.Purpose, now)).FirstOrDefault(why => why != Refusal.None);

    /// <summary>
    /// Like <see cref="Check(RecoveryCall, long?, Instant)"/>, for a call whose proofs attest the caller: if the call has proofs, at least one must come from
    /// the host.
    /// </summary>
    internal static Refusal CheckAttestation(RecoveryCall call, long? epoch, Instant now) => Check(call, epoch, now) switch
    {
        Refusal.None when !call.Given.IsEmpty && !call.Given.Attests => Refusal.TicketInvalid,
        Refusal why => why,
    };

    /// <summary>
    /// Whether the call has a valid second proof for a saved code that was issued before a restore. A session is not enough, because a person who stole the
    /// code may also have the session.
    /// </summary>
    internal static bool HasSecond(RecoveryCall call, long? epoch, Instant now) => call.Given.Tickets.Any(ticket =>
        Check(ticket, epoch, call.Purpose, now) == Refusal.None
        && ticket!.Value.Kind is ProofKind.HostPassword or ProofKind.HostTwoStep or ProofKind.TrustedDevice or ProofKind.BackupCode);
}
