namespace AccountRecovery;

/// <summary>What a ticket proves: a check that the host vouched for, or a code that was redeemed or verified here.</summary>
public enum ProofKind
{
    /// <summary>The ticket proves nothing.</summary>
    None = 0,

    /// <summary>The host vouched for <see cref="HostProof.HostSession"/>.</summary>
    HostSession = 1,

    /// <summary>The host vouched for <see cref="HostProof.HostPassword"/>.</summary>
    HostPassword = 2,

    /// <summary>The host vouched for <see cref="HostProof.HostTwoStep"/>.</summary>
    HostTwoStep = 3,

    /// <summary>The host vouched for <see cref="HostProof.TrustedDevice"/>.</summary>
    TrustedDevice = 4,

    /// <summary>A backup code was redeemed. It counts as the second step.</summary>
    BackupCode = 5,

    /// <summary>The recovery code was redeemed.</summary>
    RecoveryCode = 6,

    /// <summary>The recovery key was redeemed.</summary>
    RecoveryKey = 7,

    /// <summary>The grant that a person receives for redeeming the recovery code, with which they set the account up again.</summary>
    ReentryGrant = 8,

    /// <summary>A security code that was sent to a contact was verified.</summary>
    ContactCode = 9,
}
