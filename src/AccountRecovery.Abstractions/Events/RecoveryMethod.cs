namespace AccountRecovery;

/// <summary>The means of recovery that an event is about.</summary>
public enum RecoveryMethod
{
    /// <summary>None: the event is about the account as a whole.</summary>
    None = 0,

    /// <summary>Backup codes: a set of single-use codes (what ASP.NET Core Identity calls recovery codes).</summary>
    BackupCodes = 1,

    /// <summary>The recovery code: the 25-symbol code that overrides everything, once.</summary>
    RecoveryCode = 2,

    /// <summary>The recovery key: the 28-symbol code without which, once it is exclusive, nobody recovers the account.</summary>
    RecoveryKey = 3,
}
