namespace AccountRecovery;

/// <summary>What a proof is for. A ticket for one purpose fits no other.</summary>
public enum ProofPurpose
{
    /// <summary>Signing in: a backup code as the second step.</summary>
    SignIn = 1,

    /// <summary>Changing how the account can be recovered: making, replacing or revoking codes.</summary>
    ChangeSecuritySettings = 2,

    /// <summary>Recovering the account.</summary>
    Recover = 3,
}
