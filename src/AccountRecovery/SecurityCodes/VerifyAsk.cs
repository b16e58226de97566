using System.Diagnostics;

namespace AccountRecovery;

/// <summary>One try at a security code.</summary>
/// <param name="Challenge">The handle of the flow.</param>
/// <param name="Typed">What was typed, at most 128 characters of it looked at.</param>
/// <param name="Purpose">What the code is meant for.</param>
/// <param name="Given">The caller's ticket, opened; null for none, and for one that is not genuine.</param>
/// <param name="BringsProof">Whether there was a ticket at all: which budget counts the try.</param>
/// <param name="Receipt">What makes a repeated call the same call.</param>
/// <param name="From">Who asks.</param>
internal sealed record VerifyAsk(long Challenge, string? Typed, ProofPurpose Purpose, TicketFacts? Given, bool BringsProof, ReceiptAsk? Receipt, CallerTrace From)
{
    // Not public, so that no serializer and no destructuring log shows it either.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Typed { get; init; } = Typed;

    // A record prints its members, and the typed text may be a valid code.
    public override string ToString() => nameof(VerifyAsk);
}
