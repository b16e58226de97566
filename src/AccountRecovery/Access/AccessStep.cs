namespace AccountRecovery;

/// <summary>What a person can do now to be allowed more.</summary>
public enum AccessStep
{
    /// <summary>End this session and sign in again.</summary>
    SignInAgain = 1,

    /// <summary>Set new credentials, with the grant of the redeemed recovery code.</summary>
    SetNewCredentials = 2,

    /// <summary>Ask the host: the grant has run out unused, and only an operator can give a new one.</summary>
    AskTheHost = 3,

    /// <summary>Make a new recovery code.</summary>
    MakeRecoveryCode = 4,

    /// <summary>Come back when it changes by itself.</summary>
    ComeBack = 5,

    /// <summary>Add an e-mail address or a phone number, and confirm it.</summary>
    AddContact = 6,

    /// <summary>Show by a security code that a contact still reaches them.</summary>
    VerifyContact = 7,

    /// <summary>Put that off for a day.</summary>
    SkipPrompt = 8,

    /// <summary>Cancel the wait, by a security code sent to a leaving contact.</summary>
    CancelWait = 9,

    /// <summary>Redeem the recovery code, which is live.</summary>
    RedeemRecoveryCode = 10,

    /// <summary>Redeem the recovery key, which is live.</summary>
    RedeemRecoveryKey = 11,

    /// <summary>Sign in from a device that the account trusts.</summary>
    UseTrustedDevice = 12,

    /// <summary>"I don't have any of these": remove all contacts, which begins the wait.</summary>
    RemoveAllContacts = 13,
}
