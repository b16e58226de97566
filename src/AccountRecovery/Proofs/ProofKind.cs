namespace AccountRecovery;

/// <summary>What a ticket proves: what the host vouched for, or what was redeemed here.</summary>
public enum ProofKind
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The host vouched for <see cref="HostProof.HostSession"/>.</summary>
    HostSession = 1,

    /// <summary>The host vouched for <see cref="HostProof.HostPassword"/>.</summary>
    HostPassword = 2,

    /// <summary>The host vouched for <see cref="HostProof.HostTwoStep"/>.</summary>
    HostTwoStep = 3,

    /// <summary>The host vouched for <see cref="HostProof.TrustedDevice"/>.</summary>
    TrustedDevice = 4,

    /// <summary>A backup code was redeemed; counts as the second step.</summary>
    BackupCode = 5,

    /// <summary>The recovery code was redeemed.</summary>
    RecoveryCode = 6,

    /// <summary>The recovery key was redeemed.</summary>
    RecoveryKey = 7,

    /// <summary>Whoever redeemed the recovery code holds this, to set the account up again.</summary>
    ReentryGrant = 8,

    /// <summary>A security code came back that was sent to a contact.</summary>
    ContactCode = 9,
}
