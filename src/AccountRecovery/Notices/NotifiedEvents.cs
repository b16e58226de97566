namespace AccountRecovery;

/// <summary>The closed list of events that people are notified of. All other events are only for the host's audit.</summary>
internal static class NotifiedEvents
{
    /// <summary>Whether people are notified of the event.</summary>
    internal static bool IsNotified(RecoveryEventKind kind, RecoveryMethod method) => kind switch
    {
        RecoveryEventKind.CodesIssued or RecoveryEventKind.CodesRevoked or RecoveryEventKind.CodeRedeemed =>
            method is RecoveryMethod.BackupCodes or RecoveryMethod.RecoveryCode or RecoveryMethod.RecoveryKey,
        RecoveryEventKind.CodesImported or RecoveryEventKind.CodesLow => method == RecoveryMethod.BackupCodes,
        RecoveryEventKind.KeyDisablingScheduled => method == RecoveryMethod.RecoveryKey,
        RecoveryEventKind.CredentialsSet or RecoveryEventKind.AccountReopened => method == RecoveryMethod.RecoveryCode,

        // People are always notified of a new contact, whatever the method.
        RecoveryEventKind.ContactAdded or RecoveryEventKind.ContactConfirmed => true,
        RecoveryEventKind.ContactRemoved or RecoveryEventKind.RemovalUndone or RecoveryEventKind.RecoveryFrozen => method == RecoveryMethod.SecurityCodes,
        RecoveryEventKind.WaitStarted or RecoveryEventKind.WaitReminder or RecoveryEventKind.WaitCancelled or RecoveryEventKind.WaitEnded => method == RecoveryMethod.SecurityCodes,
        RecoveryEventKind.RecoveryCompleted => method is RecoveryMethod.SecurityCodes or RecoveryMethod.RecoveryKey,
        RecoveryEventKind.RecoveryReleased => method == RecoveryMethod.RecoveryCode,
        RecoveryEventKind.CodesPending or RecoveryEventKind.PendingCodesExpired or RecoveryEventKind.PendingContactExpired => false,
        RecoveryEventKind.AttemptRefused or RecoveryEventKind.SecurityCodeSent or RecoveryEventKind.MessageNotDelivered => false,
        RecoveryEventKind.PromptAsked or RecoveryEventKind.PromptSkipped or RecoveryEventKind.PromptOverdue => false,
        RecoveryEventKind.None or RecoveryEventKind.ClockRepaired or RecoveryEventKind.SessionsVoided or RecoveryEventKind.AccountErased => false,
    };

    /// <summary>
    /// Whether the contact that the event is about is notified too. It is of its removal, a cancelled wait and a freeze, but not, for example, of its own
    /// confirmation.
    /// </summary>
    internal static bool NotifiesItsContact(RecoveryEventKind kind) => kind is RecoveryEventKind.ContactRemoved or RecoveryEventKind.WaitCancelled or RecoveryEventKind.RecoveryFrozen;
}
