using NodaTime;

namespace AccountRecovery;

/// <summary>What a genuine ticket says, or what the host states in a call.</summary>
/// <param name="Kind">What was proved.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Epoch">The account's epoch at the time; null when the account had no record.</param>
/// <param name="Issued">When it was proved.</param>
/// <param name="Expires">First instant at which it is no longer good (inclusive).</param>
internal readonly record struct TicketFacts(ProofKind Kind, ProofPurpose Purpose, long? Epoch, Instant Issued, Instant Expires)
{
    /// <summary>The number of the contact that a security code was sent to; 0 for other proofs.</summary>
    internal int Contact { get; init; }

    /// <summary>Whether the host stated it in the call itself, instead of carrying a ticket.</summary>
    internal bool IsStated { get; init; }

    /// <summary>What the host states in a call; good for that call alone.</summary>
    internal static TicketFacts Stated(HostProof proof) => new((ProofKind)proof, default, null, default, default) { IsStated = true };
}
