namespace AccountRecovery;

/// <summary>What the host has just checked itself and vouches for.</summary>
public enum HostProof
{
    /// <summary>A live signed-in session of this account.</summary>
    HostSession = 1,

    /// <summary>The host's primary credential, checked just now: a password, a passkey, a fresh external sign-in.</summary>
    HostPassword = 2,

    /// <summary>The host's own second step, checked just now: an authenticator code, a security key.</summary>
    HostTwoStep = 3,

    /// <summary>A device that the account trusts.</summary>
    TrustedDevice = 4,
}
