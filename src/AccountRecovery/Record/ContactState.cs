namespace AccountRecovery;

/// <summary>What a contact may be used for. The numbers are stored.</summary>
public enum ContactState
{
    /// <summary>Not used.</summary>
    None = 0,

    /// <summary>The contact was added and is not confirmed yet by the code that was sent to it. It proves nothing.</summary>
    Pending = 1,

    /// <summary>The contact was confirmed by a code that was sent to it. A code sent to the contact is a proof, and the contact gets notices.</summary>
    Verified = 2,

    /// <summary>
    /// A redeemed recovery code has voided the contact. For at least 72 hours the contact still gets notices, and within 72 hours a contact that was settled can
    /// freeze the recovery. It proves nothing else.
    /// </summary>
    Voided = 3,

    /// <summary>The contact is leaving: it is removed when the wait ends. Until then it gets notices and can cancel the wait. It proves nothing else.</summary>
    Leaving = 4,

    /// <summary>The contact was removed. For 720 hours it still gets notices, and a code sent to it can undo the removal. It proves nothing else.</summary>
    Removed = 5,

    /// <summary>The contact is the notice address of a wait. It gets notices, proves nothing, and is removed when the wait ends.</summary>
    Notice = 6,

    /// <summary>
    /// The contact has lost its last right, because a wait ended or because it can no longer object. It is kept for 72 hours so that the last notice can be
    /// sent.
    /// </summary>
    Left = 7,
}
