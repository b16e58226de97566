namespace AccountRecovery;

/// <summary>The proofs that a change can require.</summary>
[Flags]
internal enum RequiredProof
{
    Nothing = 0,

    /// <summary>The host's password check.</summary>
    Password = 1,

    /// <summary>The second step, if the account has two-step verification on.</summary>
    TwoStepWhereOn = 2,

    /// <summary>A security code of a settled contact.</summary>
    SettledContact = 4,

    /// <summary>A security code of a contact that has been known longer than the recovery key.</summary>
    OlderContact = 8,

    /// <summary>A device that the account trusts.</summary>
    TrustedDevice = 16,

    /// <summary>The recovery code that is in force. The person types it, and it is not spent.</summary>
    RecoveryCode = 32,

    /// <summary>The recovery key that is in force. The person types it, and it is spent or removed afterwards.</summary>
    RecoveryKey = 64,

    /// <summary>The grant that redeeming the recovery code gives.</summary>
    Grant = 128,

    /// <summary>The acknowledgement that the person understands what losing the key means.</summary>
    Acknowledgement = 256,

    /// <summary>A valid session, for which the host vouches.</summary>
    Session = 512,

    /// <summary>A security code of a contact that was verified no later than the contact that the change is about.</summary>
    NoYoungerContact = 1024,

    /// <summary>A security code of the removed contact whose removal is to be undone.</summary>
    RemovedContact = 2048,

    /// <summary>A security code of a leaving contact.</summary>
    LeavingContact = 4096,

    /// <summary>A security code of a contact that was settled when a redeemed recovery code voided it.</summary>
    VoidedContact = 8192,

    /// <summary>The recovery code, which the person has just redeemed.</summary>
    RedeemedCode = 16_384,

    /// <summary>The recovery key, which the person has just redeemed.</summary>
    RedeemedKey = 32_768,

    /// <summary>The recovery key, which the person has just redeemed and which was exclusive at that time.</summary>
    ExclusiveKey = 65_536,

    /// <summary>A second proof of another kind, if the account has two-step verification on or the profile requires two methods.</summary>
    AnotherProof = 131_072,
}
