using System.Diagnostics;

namespace AccountRecovery;

/// <summary>One attempt with a typed recovery code or recovery key.</summary>
/// <param name="Typed">What was typed, at most 128 characters of it looked at.</param>
/// <param name="Proof">The caller's ticket, opened; null for none, and for one that is not genuine.</param>
/// <param name="BringsProof">Whether there was a ticket at all.</param>
/// <param name="Purpose">What the proof will be for.</param>
/// <param name="Receipt">What makes a repeated call the same call.</param>
/// <param name="From">Who asks.</param>
internal sealed record SavedCodeAsk(string? Typed, TicketFacts? Proof, bool BringsProof, ProofPurpose Purpose, ReceiptAsk? Receipt, CallerTrace From)
{
    // Not public, so that no serializer and no destructuring log shows it either.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Typed { get; init; } = Typed;

    /// <summary>Which budget an attempt is counted in, where it is counted.</summary>
    internal bool IsAttested => Proof?.Kind is ProofKind.HostPassword or ProofKind.HostSession or ProofKind.TrustedDevice;

    internal static SavedCodeAsk Of(TicketSigner signer, AccountId account, string? typed, ProofPurpose purpose, ReceiptVerb verb, Caller caller, Ticket? proof) => new(
        typed,
        proof is null ? null : signer.Open(account, caller.GivenSession, proof),
        proof is not null,
        purpose,
        ReceiptAsk.For(verb, caller, ReceiptAsk.InputOf(purpose, typed)),
        CallerTrace.Of(caller));

    // A record prints its members, and the typed text may be a valid code.
    public override string ToString() => nameof(SavedCodeAsk);
}
