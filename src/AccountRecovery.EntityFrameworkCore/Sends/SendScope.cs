namespace AccountRecovery;

/// <summary>What a limit counts together.</summary>
public enum SendScope
{
    /// <summary>All phone numbers that differ in their last digits only; for e-mail, all addresses of one domain.</summary>
    Prefix = 1,

    /// <summary>All phone numbers of one country; those whose country is not known are counted together too.</summary>
    Country = 2,

    /// <summary>All accounts of one tenant; those of none are counted together too.</summary>
    Tenant = 3,

    /// <summary>Everything.</summary>
    Total = 4,
}
