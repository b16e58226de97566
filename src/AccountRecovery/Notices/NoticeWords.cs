using static AccountRecovery.RecoveryEventKind;
using static AccountRecovery.RecoveryMethod;

namespace AccountRecovery;

/// <summary>The words for an event in a notice.</summary>
/// <param name="Title">The event in words, without a capital letter and a full stop. At most 46 characters, so that it fits a subject.</param>
/// <param name="More">The consequences of the event in whole sentences, or null.</param>
internal sealed record NoticeWords(string Title, string? More = null)
{
    private const string NoLonger = "It no longer works.";

    /// <summary>The title in a text message. It may say more than the title of an e-mail, which has a separate line for the same fact.</summary>
    internal string TitleInText { get; private init; } = Title;

    internal static NoticeWords Of(MessageFacts facts) => (facts.About, facts.Method) switch
    {
        (CodesIssued, BackupCodes) => new("new backup codes were made", "Older backup codes no longer work."),
        (CodesIssued, RecoveryCode) => new("a new recovery code was made", "Any older recovery code no longer works."),
        (CodesIssued, RecoveryKey) => new("a recovery key was enabled", "Any older recovery key no longer works."),
        (CodesPending, BackupCodes) => new("new backup codes wait to be confirmed", "Your previous codes work until one of the new ones is typed in."),
        (CodesPending, RecoveryKey) => new("a recovery key waits to be confirmed", "It becomes active once it has been typed in."),
        (PendingCodesExpired, BackupCodes) => new("new backup codes were not confirmed in time", "The new backup codes cannot be used."),
        (PendingCodesExpired, RecoveryKey) => new("a recovery key was not confirmed in time", "It does not work."),
        (CodesImported, _) => new("backup codes were imported", "They come from an older system and continue to work."),
        (CodesRevoked, BackupCodes) => new("all backup codes were revoked", "They no longer work."),
        (CodesRevoked, RecoveryCode) => new("the recovery code was revoked", NoLonger),
        (CodesRevoked, RecoveryKey) => new("the recovery key was disabled", NoLonger),
        (CodesLow, _) => new(Left(facts.Remaining), "Make a new set of codes before you use the last one."),
        (CodeRedeemed, BackupCodes) => new("a backup code was used", facts.Remaining is null ? null : $"{Sentences.Begin(Left(facts.Remaining))}."),
        (CodeRedeemed, RecoveryCode) => new(
            "the recovery code was used",
            "Your previous e-mail addresses, phone numbers, backup codes and recovery key can no longer be used to recover this account, and every device is signed out."),
        (CodeRedeemed, RecoveryKey) => new("the recovery key was used", NoLonger),
        (CodeRedeemed, SecurityCodes) => new("a security code was used"),
        (AttemptRefused, BackupCodes) => new("a wrong backup code was typed"),
        (AttemptRefused, RecoveryCode) => new("a wrong recovery code was typed"),
        (AttemptRefused, RecoveryKey) => new("a wrong recovery key was typed"),
        (AttemptRefused, SecurityCodes) => new("a wrong security code was typed"),
        (KeyDisablingScheduled, _) => new("the recovery key will be disabled", $"It stops working after {EnglishTime.SayDays(RecoveryPolicy.KeyDisablingDelay)}. Until then it continues to work."),
        (CredentialsSet, _) => new("a new password or passkey was set", "It was set after the recovery code had been used."),
        (AccountReopened, _) => new("the recovery was reopened", "Whoever controls the account can set a new password again."),
        (SessionsVoided, _) => new("every device was signed out"),
        (ClockRepaired, _) => new("times kept for recovery were corrected", "A clock had been wrong."),
        (SecurityCodeSent, _) => new("a security code was sent"),
        (ContactAdded, _) => AboutContact(facts, "was added", "It becomes active once the code that was sent there has been typed in."),
        (ContactConfirmed, _) => AboutContact(facts, "was confirmed", "Security codes can be sent there from now on."),
        (PendingContactExpired, _) => AboutContact(facts, "was not confirmed", "It was not added to your account."),
        (ContactRemoved, _) => AboutContact(facts, "was removed", $"For {EnglishTime.SayDays(RecoveryPolicy.RemovalUndoPeriod)}, a code sent there can undo this, without signing in."),
        (RemovalUndone, _) => AboutContact(facts, "was restored", "Contacts and codes from after its removal were deleted. Set a new password."),
        (WaitStarted, _) => Leaving(facts, "the removal of all your contacts has begun"),
        (WaitReminder, _) => Leaving(facts, "all your contacts will be removed soon"),
        (WaitCancelled, _) => new("the removal of your contacts was cancelled", "Your contacts protect your account again, and every device is signed out. Set a new password."),
        (WaitEnded, _) => new("all your contacts were removed", "Whoever knows the password can now add new ones."),
        (PromptAsked, _) => new("you were asked if messages still reach you"),
        (PromptSkipped, _) => new("a check of your contacts was postponed"),
        (PromptOverdue, _) => new("your contacts were not checked in time", "Signing in now requires a security code, or a new address or number."),
        (RecoveryCompleted, _) => new("your account was recovered", "Every device is signed out, and a new password can be set."),
        (RecoveryFrozen, _) => new("the recovery of your account was stopped", "Nothing can be changed until we have reviewed it."),
        (RecoveryReleased, _) => new("your account was given back after review", "Every device is signed out. Codes and contacts from after its recovery no longer work."),
        (MessageNotDelivered, _) => new("a message could not be delivered"),
        (AccountErased, _) => new("your recovery data was erased", "The codes, addresses and numbers that could recover the account were deleted."),

        // Kinds that later versions add.
        _ => new("account recovery has changed", "Something about how your account is recovered has changed."),
    };

    // If the wait was cancelled meanwhile, there is no date.
    private static NoticeWords Leaving(MessageFacts facts, string title) => facts.WaitUntil is { } until
        ? new(title, $"Until {EnglishTime.Say(until)}, a code sent to any of them cancels the removal, without a password. After that, none of them can be used to recover the account.")
        {
            TitleInText = $"contacts are removed on {EnglishTime.SayDay(until)}",
        }
        : new(title, "Until they are removed, a code sent to any of them cancels the removal, without a password.");

    private static NoticeWords AboutContact(MessageFacts facts, string happened, string more) =>
        new($"{ContactWords.Kind(facts)} {happened}", more) { TitleInText = $"{ContactWords.KindInText(facts)} {happened}" };

    private static string Left(int? remaining) => remaining switch
    {
        null => "few backup codes are left",
        0 => "no backup code is left",
        1 => "1 backup code is left",
        _ => FormattableString.Invariant($"{remaining} backup codes are left"),
    };
}
