namespace AccountRecovery;

/// <summary>What a contact may be used for. The numbers are stored.</summary>
public enum ContactState
{
    /// <summary>Never given.</summary>
    None = 0,

    /// <summary>It was added and waits for the code that was sent there; it proves nothing yet.</summary>
    Pending = 1,

    /// <summary>A code that was sent there came back: it proves its owner, and gets notices.</summary>
    Verified = 2,

    /// <summary>A redeemed recovery code has voided it: for 72 hours it still gets notices, and where it was settled it can freeze the recovery. It proves nothing else.</summary>
    Voided = 3,
}
