namespace AccountRecovery;

/// <summary>What can be changed about how an account is recovered: the rows of <see cref="ProofTable"/>.</summary>
internal enum Change
{
    BackupCodes = 1,
    MakeRecoveryCode = 2,
    ReplaceRecoveryCode = 3,
    EnableRecoveryKey = 4,
    DisableRecoveryKey = 5,
    RedeemRecoveryKey = 6,
    RedeemRecoveryCode = 7,
    AddContact = 8,
    RemoveContact = 9,
    UndoRemoval = 10,
    RemoveAllContacts = 11,
    CancelWait = 12,
    SetNoticeAddress = 13,
    SkipPrompt = 14,
    FreezeRecovery = 15,
    CompleteRecovery = 16,
}
