namespace AccountRecovery;

/// <summary>Why a stored record cannot be opened.</summary>
public enum RecordFault
{
    /// <summary>Not used.</summary>
    None = 0,

    /// <summary>The stored bytes are not a record of this library: their first bytes or their length are wrong.</summary>
    NotARecord = 1,

    /// <summary>A newer version of the library wrote the record in a form that this version cannot read. Update the library.</summary>
    NewerVersion = 2,

    /// <summary>The record was sealed with a root key that this process does not have. Add the key as <see cref="RootKeyUse.OpenOnly"/>.</summary>
    MissingRootKey = 3,

    /// <summary>The record was sealed for another account and has been moved to this one.</summary>
    OtherAccount = 4,

    /// <summary>The record was altered after it was sealed.</summary>
    Altered = 5,

    /// <summary>The record can be decrypted, but its fields are malformed.</summary>
    Malformed = 6,
}
