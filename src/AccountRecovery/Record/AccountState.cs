namespace AccountRecovery;

/// <summary>The state of an account: one column of <see cref="ProofTable"/>.</summary>
internal enum AccountState
{
    /// <summary>The account has no contacts.</summary>
    None = 0,

    /// <summary>The account has contacts.</summary>
    Established = 1,

    /// <summary>All contacts were removed, and the account is in the wait.</summary>
    Waiting = 2,

    /// <summary>The recovery code has cleared everything, and the person with the grant sets the account up again.</summary>
    Reentry = 3,

    /// <summary>The wait has ended, and a person who knows the password sets the account up again.</summary>
    AfterWait = 4,
}
