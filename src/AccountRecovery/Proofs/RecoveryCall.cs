using System.Diagnostics;

namespace AccountRecovery;

/// <summary>One call: the caller, the action and the proofs. The rules know nothing else of the call.</summary>
/// <param name="Action">The action that the caller asks for.</param>
/// <param name="Method">The means of recovery that the action is about.</param>
/// <param name="Account">The account.</param>
/// <param name="Given">The proofs that the caller brings.</param>
/// <param name="From">The caller, as events and messages describe them.</param>
internal sealed record RecoveryCall(RecoveryAction Action, RecoveryMethod Method, AccountId Account, ProofsGiven Given, CallerTrace From)
{
    /// <summary>The purpose of the proofs that the caller brings, and of the proofs that the call returns.</summary>
    internal ProofPurpose Purpose { get; init; } = ProofPurpose.ChangeSecuritySettings;

    /// <summary>What identifies a repetition of this call; null if the call has no idempotency key.</summary>
    internal ReceiptRequest? Receipt { get; init; }

    // The two properties below are not public, so that no serializer and no destructuring log shows them.

    /// <summary>The code or the address that the person typed. The rules limit how many characters of it are read.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Typed { get; init; }

    /// <summary>The session to which tickets are bound.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Session { get; init; }

    /// <summary>Whether the host vouches for the caller, so that attempts count against the budget of attested callers.</summary>
    internal bool IsAttested => Given.Attests;

    // The generated ToString of a record prints its members, and the typed text may be a valid code.
    public override string ToString() => nameof(RecoveryCall);
}
