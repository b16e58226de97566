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
}
