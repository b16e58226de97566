namespace AccountRecovery;

/// <summary>A wish for new codes.</summary>
/// <param name="Imports">Whether an older system's codes are taken over, which the host alone can ask for and which replaces nothing.</param>
/// <param name="Given">What the caller brings.</param>
/// <param name="Receipt">What makes a repeated call the same call.</param>
/// <param name="From">Who asks.</param>
internal sealed record IssueAsk(bool Imports, ProofsGiven Given, ReceiptAsk? Receipt, CallerTrace From);
