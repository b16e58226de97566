using System.Collections.Immutable;

namespace AccountRecovery;

/// <summary>A wish for new codes.</summary>
/// <param name="Imports">Whether an older system's codes are taken over, which the host alone can ask for and which replaces nothing.</param>
/// <param name="Proofs">The caller's tickets, opened; null for one that is not genuine.</param>
/// <param name="TwoStep">Whether the account has two-step verification on.</param>
/// <param name="Receipt">What makes a repeated call the same call.</param>
/// <param name="From">Who asks.</param>
internal sealed record IssueAsk(bool Imports, ImmutableArray<TicketFacts?> Proofs, bool TwoStep, ReceiptAsk? Receipt, CallerTrace From);
