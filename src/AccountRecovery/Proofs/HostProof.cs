namespace AccountRecovery;

/// <summary>A check that the host has just made itself and vouches for.</summary>
public enum HostProof
{
    /// <summary>The person has a signed-in session of this account that is still valid.</summary>
    HostSession = 1,

    /// <summary>The host has just checked its primary credential: a password, a passkey, or a new external sign-in.</summary>
    HostPassword = 2,

    /// <summary>The host has just checked its own second step: an authenticator code or a security key.</summary>
    HostTwoStep = 3,

    /// <summary>The device is one that the account trusts.</summary>
    TrustedDevice = 4,
}
