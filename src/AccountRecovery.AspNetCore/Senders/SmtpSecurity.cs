namespace AccountRecovery;

/// <summary>How the way to the mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>STARTTLS, with a certificate that this machine trusts for the host's name; without it nothing is sent.</summary>
    StartTls = 1,

    /// <summary>In clear text, and only to a server on this machine.</summary>
    NoneOnLoopback = 2,

    /// <summary>In clear text to any server: whoever is on the network in between reads every code and can recover every account.</summary>
    NoneAnywhere = 3,
}
