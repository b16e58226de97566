using NodaTime;

namespace AccountRecovery;

/// <summary>What a genuine ticket says.</summary>
/// <param name="Kind">What was proved.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Epoch">The account's epoch at the time; null when the account had no record.</param>
/// <param name="Issued">When it was proved.</param>
/// <param name="Expires">First instant at which it is no longer good (inclusive).</param>
internal readonly record struct TicketFacts(ProofKind Kind, ProofPurpose Purpose, long? Epoch, Instant Issued, Instant Expires)
{
    /// <summary>The number of the contact that a security code was sent to; 0 for other proofs.</summary>
    internal int Contact { get; init; }
}
