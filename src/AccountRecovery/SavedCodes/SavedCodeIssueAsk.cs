using System.Diagnostics;

namespace AccountRecovery;

/// <summary>A wish to make, replace, enable, disable or revoke a recovery code or key.</summary>
/// <param name="Given">What the caller brings.</param>
/// <param name="Typed">A live code that was typed besides; null for none.</param>
/// <param name="Receipt">What makes a repeated call the same call.</param>
/// <param name="From">Who asks.</param>
internal sealed record SavedCodeIssueAsk(ProofsGiven Given, string? Typed, ReceiptAsk? Receipt, CallerTrace From)
{
    // Not public, so that no serializer and no destructuring log shows it either.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Typed { get; init; } = Typed;

    // A record prints its members, and the typed text may be a valid code.
    public override string ToString() => nameof(SavedCodeIssueAsk);
}
