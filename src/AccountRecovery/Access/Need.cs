namespace AccountRecovery;

/// <summary>What a change can ask for.</summary>
[Flags]
internal enum Need
{
    Nothing = 0,

    /// <summary>The host's password check.</summary>
    Password = 1,

    /// <summary>The second step, where the account has one.</summary>
    TwoStepWhereOn = 2,

    /// <summary>A security code of a settled contact.</summary>
    SettledContact = 4,

    /// <summary>A security code of a contact older than the recovery key.</summary>
    OlderContact = 8,

    /// <summary>A device that the account trusts.</summary>
    TrustedDevice = 16,

    /// <summary>The live recovery code, typed; it is not spent.</summary>
    RecoveryCode = 32,

    /// <summary>The live recovery key, typed; it is spent or gone afterwards.</summary>
    RecoveryKey = 64,

    /// <summary>The grant that redeeming the recovery code gave.</summary>
    Grant = 128,

    /// <summary>That it is understood what losing the key would mean.</summary>
    Acknowledgement = 256,
}
