namespace AccountRecovery;

/// <summary>What a person can do now to be allowed more actions.</summary>
public enum AccessStep
{
    /// <summary>End this session and sign in again.</summary>
    SignInAgain = 1,

    /// <summary>Set new credentials, with the grant of the redeemed recovery code.</summary>
    SetNewCredentials = 2,

    /// <summary>Ask the host: the account is frozen, or the grant expired before new credentials were set. Only an operator can help.</summary>
    AskTheHost = 3,

    /// <summary>Make a new recovery code.</summary>
    MakeRecoveryCode = 4,

    /// <summary>Come back when the answer changes by itself.</summary>
    ComeBack = 5,

    /// <summary>Add an e-mail address or a phone number, and confirm it.</summary>
    AddContact = 6,

    /// <summary>Prove by a security code that a contact still reaches the person.</summary>
    VerifyContact = 7,

    /// <summary>Postpone for a day the question whether a contact still reaches the person.</summary>
    SkipPrompt = 8,

    /// <summary>Cancel the wait with a security code sent to a contact that is being removed.</summary>
    CancelWait = 9,

    /// <summary>Redeem the recovery code. Offered only if a recovery code is in force.</summary>
    RedeemRecoveryCode = 10,

    /// <summary>Redeem the recovery key. Offered only if a recovery key is in force.</summary>
    RedeemRecoveryKey = 11,

    /// <summary>Sign in from a device that the account trusts.</summary>
    UseTrustedDevice = 12,

    /// <summary>"I don't have any of these": remove all contacts, which begins the wait.</summary>
    RemoveAllContacts = 13,
}
