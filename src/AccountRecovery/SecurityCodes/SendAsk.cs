using System.Diagnostics;

namespace AccountRecovery;

/// <summary>A wish for a security code.</summary>
/// <param name="Challenge">The handle of the flow: a new one, or, to send another, the one it has.</param>
/// <param name="Purpose">What the code is for.</param>
/// <param name="Given">The caller's ticket, opened; null for none, and for one that is not genuine.</param>
/// <param name="BringsProof">Whether there was a ticket at all: whether the caller is no stranger.</param>
/// <param name="Receipt">What makes a repeated call the same call.</param>
/// <param name="From">Who asks.</param>
internal sealed record SendAsk(long Challenge, ProofPurpose Purpose, TicketFacts? Given, bool BringsProof, ReceiptAsk? Receipt, CallerTrace From)
{
    /// <summary>The contact that the signed-in person chose.</summary>
    internal ContactId? Contact { get; init; }

    /// <summary>What a stranger typed: it selects a contact, and nothing is ever sent to it.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Typed { get; init; }

    // A record prints its members, and the typed address is somebody's.
    public override string ToString() => nameof(SendAsk);
}
