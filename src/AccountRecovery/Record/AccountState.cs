namespace AccountRecovery;

/// <summary>Where an account stands: which column of <see cref="ProofTable"/> it is in.</summary>
internal enum AccountState
{
    /// <summary>It has no contacts.</summary>
    None = 0,

    /// <summary>It has contacts.</summary>
    Established = 1,

    /// <summary>All contacts were removed, and the wait runs.</summary>
    Waiting = 2,

    /// <summary>The recovery code has cleared everything, and its holder sets the account up again.</summary>
    Reentry = 3,

    /// <summary>The wait is over, and who knows the password sets the account up again.</summary>
    AfterWait = 4,
}
