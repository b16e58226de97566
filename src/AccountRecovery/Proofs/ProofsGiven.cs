using System.Collections.Immutable;

namespace AccountRecovery;

/// <summary>The proofs that a caller brings.</summary>
/// <param name="Tickets">What the caller states, and the caller's tickets, opened; null for one that is not genuine.</param>
/// <param name="TwoStep">Whether the account has two-step verification on.</param>
internal sealed record ProofsGiven(ImmutableArray<TicketFacts?> Tickets, bool TwoStep)
{
    /// <summary>Whether completing a recovery requires two proofs of different kinds.</summary>
    internal bool TwoProofs { get; init; }

    internal bool IsEmpty => Tickets.IsEmpty;

    /// <summary>Whether the host vouches for the caller in one of them: by a password, a session or a device.</summary>
    internal bool Attests => Tickets.Any(ticket => ticket is { Kind: ProofKind.HostPassword or ProofKind.HostSession or ProofKind.TrustedDevice });

    internal static ProofsGiven Open(TicketSigner signer, AccountId account, Caller caller) => new(
        [.. caller.Stated.Select(proof => (TicketFacts?)TicketFacts.Stated(proof)), .. caller.Tickets.Select(ticket => signer.Open(account, caller.GivenSession, ticket))],
        caller.TwoStep);
}
