namespace AccountRecovery;

/// <summary>What a proof is for. A ticket or a security code for one purpose fits no other.</summary>
public enum ProofPurpose
{
    /// <summary>Signing in: a backup code as the second step. No security code is ever for this.</summary>
    SignIn = 1,

    /// <summary>Changing how the account can be recovered: making, replacing or revoking codes, adding contacts.</summary>
    ChangeSecuritySettings = 2,

    /// <summary>Recovering the account.</summary>
    Recover = 3,

    /// <summary>Confirming that a new contact reaches its owner.</summary>
    ConfirmContact = 4,

    /// <summary>Showing, when asked, that a contact still reaches its owner. Not a way to sign in.</summary>
    AnswerPrompt = 5,

    /// <summary>Cancelling the wait that the removal of all contacts began.</summary>
    CancelWait = 6,

    /// <summary>Undoing the removal of a contact.</summary>
    UndoRemoval = 7,

    /// <summary>Freezing a recovery that the owner did not ask for.</summary>
    FreezeRecovery = 8,
}
