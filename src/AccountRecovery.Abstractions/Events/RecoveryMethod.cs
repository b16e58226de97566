namespace AccountRecovery;

/// <summary>The means of recovery that an event is about.</summary>
public enum RecoveryMethod
{
    /// <summary>No single means: the event is about the account as a whole.</summary>
    None = 0,

    /// <summary>Backup codes: a set of single-use codes. ASP.NET Core Identity calls them recovery codes.</summary>
    BackupCodes = 1,

    /// <summary>The recovery code: 25 symbols that recover the account by themselves, once.</summary>
    RecoveryCode = 2,

    /// <summary>The recovery key: 28 symbols, which the person must type back before the key counts.</summary>
    RecoveryKey = 3,

    /// <summary>Security codes: short codes sent to a contact.</summary>
    SecurityCodes = 4,
}
