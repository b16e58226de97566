namespace AccountRecovery;

/// <summary>The action that a call requests, as meters and activities name it.</summary>
internal enum RecoveryAction
{
    Generate = 1,
    Confirm = 2,
    Redeem = 3,
    Import = 4,
    Revoke = 5,
    RunDueWork = 6,
    Add = 7,
    Send = 8,
    Remove = 9,
    RemoveAll = 10,
    UndoRemoval = 11,
    CancelWait = 12,
    SetNoticeAddress = 13,
    Freeze = 14,
    Complete = 15,
    RecordSignIn = 16,
    SkipPrompt = 17,
    SetCredentials = 18,
    Erase = 19,
    RepairClock = 20,
    Reopen = 21,
    Release = 22,
}
