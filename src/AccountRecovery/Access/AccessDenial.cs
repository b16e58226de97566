namespace AccountRecovery;

/// <summary>Why something is not allowed.</summary>
public enum AccessDenial
{
    /// <summary>It is allowed.</summary>
    None = 0,

    /// <summary>The session began before the account was recovered.</summary>
    SessionVoid = 1,

    /// <summary>The recovery code was redeemed, and the account has no new credentials yet.</summary>
    CredentialsNotSet = 2,

    /// <summary>The account is being set up again after its recovery.</summary>
    BeingSetUp = 3,

    /// <summary>For 72 hours after a recovery by the recovery code, payment options are not used.</summary>
    PaymentsHeld = 4,

    /// <summary>All contacts were removed, and the wait runs.</summary>
    WaitRuns = 5,

    /// <summary>While the wait runs, an account with two-step verification on is signed in to from a trusted device or with an app password alone.</summary>
    TrustedDeviceNeeded = 6,

    /// <summary>For seven days the person was asked whether a contact still reaches them, and has not shown it.</summary>
    PromptOverdue = 7,

    /// <summary>A recovery was frozen, and an operator has not released the account yet.</summary>
    Frozen = 8,
}
