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

    /// <summary>It goes when the wait is over: until then it gets notices and can cancel the wait. It proves nothing else.</summary>
    Leaving = 4,

    /// <summary>It was removed: for 720 hours it still gets notices, and a code sent there undoes the removal. It proves nothing else.</summary>
    Removed = 5,

    /// <summary>The notice address of a wait: it gets notices, proves nothing, and goes with the wait.</summary>
    Notice = 6,

    /// <summary>Gone, with a wait that is over or with the right to object; kept for 72 hours so that it can be told.</summary>
    Left = 7,
}
