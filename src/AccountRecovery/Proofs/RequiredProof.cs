namespace AccountRecovery;

/// <summary>What a change can ask for.</summary>
[Flags]
internal enum RequiredProof
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

    /// <summary>A live session, which the host vouches for.</summary>
    Session = 512,

    /// <summary>A security code of a contact that was verified no later than the one it is about.</summary>
    NoYoungerContact = 1024,

    /// <summary>A security code of the removed contact itself.</summary>
    RemovedContact = 2048,

    /// <summary>A security code of a leaving contact.</summary>
    LeavingContact = 4096,

    /// <summary>A security code of a contact that was settled when a redeemed recovery code voided it.</summary>
    VoidedContact = 8192,

    /// <summary>The recovery code, just redeemed.</summary>
    RedeemedCode = 16_384,

    /// <summary>The recovery key, just redeemed.</summary>
    RedeemedKey = 32_768,

    /// <summary>The recovery key, just redeemed, that was exclusive by then.</summary>
    ExclusiveKey = 65_536,

    /// <summary>A second proof of another kind, where the account has a second step or the profile asks for two methods.</summary>
    AnotherProof = 131_072,
}
