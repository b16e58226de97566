namespace AccountRecovery;

/// <summary>The protection of the connection to the mail server.</summary>
public enum SmtpSecurity
{
    /// <summary>STARTTLS, with a certificate for the host's name that this machine trusts. Without them, no message is sent.</summary>
    StartTls = 1,

    /// <summary>Clear text, and only to a server on this machine.</summary>
    NoneOnLoopback = 2,

    /// <summary>Clear text to any server. An attacker on the network can read every code and recover every account.</summary>
    NoneAnywhere = 3,
}
