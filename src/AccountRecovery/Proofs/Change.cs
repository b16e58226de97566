namespace AccountRecovery;

/// <summary>A change to how an account is recovered. Each change has one row in <see cref="ProofTable"/>.</summary>
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
