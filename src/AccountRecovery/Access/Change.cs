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
}
