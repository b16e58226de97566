namespace AccountRecovery;

/// <summary>What kind of address a contact has.</summary>
public enum AddressKind
{
    /// <summary>An e-mail address.</summary>
    Email = 1,

    /// <summary>A phone number.</summary>
    Phone = 2,
}
