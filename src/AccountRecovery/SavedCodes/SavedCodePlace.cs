namespace AccountRecovery;

/// <summary>Where in a record the recovery code and the recovery key are, and how they look.</summary>
internal static class SavedCodePlace
{
    internal static CodeFormat FormatOf(RecoveryMethod method) => method == RecoveryMethod.RecoveryKey ? CodeFormat.RecoveryKey : CodeFormat.RecoveryCode;

    internal static SavedCodeSlot SlotOf(AccountRecord record, RecoveryMethod method) =>
        method == RecoveryMethod.RecoveryKey ? record.RecoveryKey.Slot : record.RecoveryCode;

    internal static AccountRecord With(AccountRecord record, RecoveryMethod method, SavedCodeSlot slot) => method == RecoveryMethod.RecoveryKey
        ? record with { RecoveryKey = record.RecoveryKey with { Slot = slot } }
        : record with { RecoveryCode = slot };
}
