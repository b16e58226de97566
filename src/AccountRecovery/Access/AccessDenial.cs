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
}
