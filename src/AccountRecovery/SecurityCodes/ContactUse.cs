namespace AccountRecovery;

/// <summary>Decides for which purposes a security code can be sent to a contact and prove something.</summary>
internal static class ContactUse
{
    /// <summary>Whether a contact may be used for a purpose now.</summary>
    internal static bool Is(AccountRecord record, Contact contact, ProofPurpose purpose) => !record.IsFrozen && (purpose, contact.State) switch
    {
        (ProofPurpose.ConfirmContact, ContactState.Pending) => true,
        (ProofPurpose.Recover or ProofPurpose.ChangeSecuritySettings or ProofPurpose.AnswerPrompt, ContactState.Verified) => record.State == AccountState.Established,

        (ProofPurpose.CancelWait, ContactState.Leaving) => record.State == AccountState.Waiting,
        (ProofPurpose.UndoRemoval, ContactState.Removed) => record.State is AccountState.Established or AccountState.Waiting,
        (ProofPurpose.FreezeRecovery, ContactState.Voided) => contact.CanFreeze,
        _ => false,
    };

    /// <summary>
    /// Whether an anonymous caller may request a code for a purpose. This is limited to what a person needs who cannot sign in; every other purpose requires a
    /// proof of the host.
    /// </summary>
    internal static bool IsForStrangers(ProofPurpose purpose) =>
        purpose is ProofPurpose.Recover or ProofPurpose.CancelWait or ProofPurpose.UndoRemoval or ProofPurpose.FreezeRecovery;

    internal static bool IsForCodes(ProofPurpose purpose) => Enum.IsDefined(purpose) && purpose != ProofPurpose.SignIn;
}
