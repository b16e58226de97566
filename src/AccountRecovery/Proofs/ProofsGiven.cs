using System.Collections.Immutable;

namespace AccountRecovery;

/// <summary>The proofs that a caller brings.</summary>
/// <param name="Tickets">The facts of the proofs that the caller states and of the caller's tickets; null for a ticket that is not genuine.</param>
/// <param name="TwoStep">Whether the account has two-step verification on.</param>
internal sealed record ProofsGiven(ImmutableArray<TicketFacts?> Tickets, bool TwoStep)
{
    /// <summary>Whether completing a recovery requires two proofs of different kinds.</summary>
    internal bool TwoProofs { get; init; }

    internal bool IsEmpty => Tickets.IsEmpty;

    /// <summary>Whether one of the proofs shows that the host vouches for the caller: a password, a session or a trusted device.</summary>
    internal bool Attests => Tickets.Any(ticket => ticket is { Kind: ProofKind.HostPassword or ProofKind.HostSession or ProofKind.TrustedDevice });

    internal static ProofsGiven Open(TicketSigner signer, AccountId account, Caller caller) => new(
        [.. caller.Stated.Select(proof => (TicketFacts?)TicketFacts.Stated(proof)), .. caller.Tickets.Select(ticket => signer.Open(account, caller.GivenSession, ticket))],
        caller.TwoStep);
}
