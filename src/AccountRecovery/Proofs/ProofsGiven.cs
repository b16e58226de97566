using System.Collections.Immutable;

namespace AccountRecovery;

/// <summary>What a caller brings to a change.</summary>
/// <param name="Tickets">The caller's tickets, opened; null for one that is not genuine.</param>
/// <param name="TwoStep">Whether the account has two-step verification on.</param>
internal sealed record ProofsGiven(ImmutableArray<TicketFacts?> Tickets, bool TwoStep)
{
    /// <summary>Whether completing a recovery takes two proofs of different kinds.</summary>
    internal bool TwoProofs { get; init; }

    internal static ProofsGiven Open(TicketSigner signer, AccountId account, IReadOnlyList<Ticket> proofs, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(proofs);
        return new ProofsGiven(
            [.. proofs.Select(proof => signer.Open(account, caller.GivenSession, proof ?? throw new ArgumentException("A ticket is null.", nameof(proofs))))], caller.TwoStep);
    }
}
