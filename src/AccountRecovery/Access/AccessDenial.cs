namespace AccountRecovery;

/// <summary>Why an action is not allowed.</summary>
public enum AccessDenial
{
    /// <summary>The action is allowed.</summary>
    None = 0,

    /// <summary>The session began before the account was recovered.</summary>
    SessionVoid = 1,

    /// <summary>The recovery code was redeemed, and the account has no new credentials yet.</summary>
    CredentialsNotSet = 2,

    /// <summary>The account is being set up again after its recovery.</summary>
    BeingSetUp = 3,

    /// <summary>Payment options are refused for 72 hours after a recovery by the recovery code.</summary>
    PaymentsHeld = 4,

    /// <summary>All contacts were removed, and the account is in the wait.</summary>
    WaitRuns = 5,

    /// <summary>During the wait, signing in to an account with two-step verification requires a trusted device or an app password.</summary>
    TrustedDeviceNeeded = 6,

    /// <summary>The person was first asked seven days ago or earlier whether a contact still reaches them, and has not proved it yet.</summary>
    PromptOverdue = 7,

    /// <summary>A recovery was frozen, and an operator has not released the account yet.</summary>
    Frozen = 8,
}
