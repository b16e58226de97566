namespace AccountRecovery;

/// <summary>The means of recovery that an event is about.</summary>
public enum RecoveryMethod
{
    /// <summary>None: the event is about the account as a whole.</summary>
    None = 0,

    /// <summary>Backup codes: a set of single-use codes (what ASP.NET Core Identity calls recovery codes).</summary>
    BackupCodes = 1,

    /// <summary>The recovery code: 25 symbols that override everything, once.</summary>
    RecoveryCode = 2,

    /// <summary>The recovery key: 28 symbols, typed back before it counts.</summary>
    RecoveryKey = 3,

    /// <summary>Security codes: short codes sent to a contact.</summary>
    SecurityCodes = 4,
}
