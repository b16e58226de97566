using NodaTime;

namespace AccountRecovery;

/// <summary>The facts that a genuine ticket contains, or that the host states in a call.</summary>
/// <param name="Kind">What was proved.</param>
/// <param name="Purpose">The purpose of the ticket.</param>
/// <param name="Epoch">The account's epoch when the ticket was made; null if the account had no record.</param>
/// <param name="Issued">When the proof was given.</param>
/// <param name="Expires">First instant at which the ticket is no longer valid (inclusive).</param>
internal readonly record struct TicketFacts(ProofKind Kind, ProofPurpose Purpose, long? Epoch, Instant Issued, Instant Expires)
{
    /// <summary>The number of the contact that a security code was sent to; 0 for other proofs.</summary>
    internal int Contact { get; init; }

    /// <summary>Whether the host stated the proof in the call itself, without a ticket.</summary>
    internal bool IsStated { get; init; }

    /// <summary>The facts of a proof that the host states in a call. They count for that call only.</summary>
    internal static TicketFacts Stated(HostProof proof) => new((ProofKind)proof, default, null, default, default) { IsStated = true };
}
