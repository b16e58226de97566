namespace AccountRecovery;

/// <summary>The purpose of a proof. A ticket or a security code for one purpose is not accepted for another.</summary>
public enum ProofPurpose
{
    /// <summary>Signing in: a backup code as the second step. A security code never has this purpose.</summary>
    SignIn = 1,

    /// <summary>Changing how the account can be recovered: making, replacing or revoking codes, adding contacts.</summary>
    ChangeSecuritySettings = 2,

    /// <summary>Recovering the account.</summary>
    Recover = 3,

    /// <summary>Confirming that messages to a new contact reach the person.</summary>
    ConfirmContact = 4,

    /// <summary>Answering the prompt: proving that messages to a contact still reach the person. This is not a way to sign in.</summary>
    AnswerPrompt = 5,

    /// <summary>Cancelling the wait that began when all contacts were removed.</summary>
    CancelWait = 6,

    /// <summary>Undoing the removal of a contact.</summary>
    UndoRemoval = 7,

    /// <summary>Freezing a recovery that the owner did not ask for.</summary>
    FreezeRecovery = 8,
}
