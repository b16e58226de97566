namespace AccountRecovery;

/// <summary>The messages that a limit counts together.</summary>
public enum SendScope
{
    /// <summary>All phone numbers that differ only in their last digits; for e-mail, all addresses of one domain.</summary>
    Prefix = 1,

    /// <summary>All phone numbers of one country; phone numbers whose country is not known are also counted together.</summary>
    Country = 2,

    /// <summary>All accounts of one tenant; accounts without a tenant are also counted together.</summary>
    Tenant = 3,

    /// <summary>All messages of the group.</summary>
    Total = 4,
}
