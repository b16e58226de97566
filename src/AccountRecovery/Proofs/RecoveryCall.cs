using System.Diagnostics;

namespace AccountRecovery;

/// <summary>One call: who asks for what, with which proofs. This is all that the rules are given of it.</summary>
/// <param name="Action">What is asked for.</param>
/// <param name="Method">By which means.</param>
/// <param name="Account">Of which account.</param>
/// <param name="Given">The proofs that the caller brings.</param>
/// <param name="From">Who asks, for events and messages.</param>
internal sealed record RecoveryCall(RecoveryAction Action, RecoveryMethod Method, AccountId Account, ProofsGiven Given, CallerTrace From)
{
    /// <summary>What the proofs are for that it brings, and those that come of it.</summary>
    internal ProofPurpose Purpose { get; init; } = ProofPurpose.ChangeSecuritySettings;

    /// <summary>What makes a repeated call the same call; null where nothing does.</summary>
    internal ReceiptRequest? Receipt { get; init; }

    // Not public, so that no serializer and no destructuring log shows it either.

    /// <summary>The code or the address that was typed; its rules bound how much of it is looked at.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Typed { get; init; }

    /// <summary>The session that tickets are bound to.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Session { get; init; }

    /// <summary>Whether the host vouches for the caller, so that attempts count against the budget of those.</summary>
    internal bool IsAttested => Given.Attests;

    // A record prints its members, and the typed text may be a valid code.
    public override string ToString() => nameof(RecoveryCall);
}
