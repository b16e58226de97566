namespace AccountRecovery;

/// <summary>Why a stored record does not open.</summary>
public enum RecordFault
{
    /// <summary>Never given.</summary>
    None = 0,

    /// <summary>The bytes do not begin as a record of this library does.</summary>
    NotARecord = 1,

    /// <summary>A newer version wrote it in a form that this one cannot read: update the library.</summary>
    NewerVersion = 2,

    /// <summary>It was sealed with a root key that this process does not have: add the key as <see cref="RootKeyUse.OpenOnly"/>.</summary>
    MissingRootKey = 3,

    /// <summary>It was sealed for another account and has been moved here.</summary>
    OtherAccount = 4,

    /// <summary>It was altered since it was sealed.</summary>
    Altered = 5,

    /// <summary>It opens, but its fields make no sense.</summary>
    Malformed = 6,
}
