using static AccountRecovery.RecoveryEventKind;
using static AccountRecovery.RecoveryMethod;

namespace AccountRecovery;

/// <summary>What happened, in words.</summary>
/// <param name="Title">Without a capital and a full stop; at most 46 characters, for a subject.</param>
/// <param name="More">What follows from it: whole sentences, or null.</param>
internal sealed record NoticeWords(string Title, string? More = null)
{
    private const string NoLonger = "It no longer works.";

    /// <summary>The title of a text message, where it says more than that of an e-mail, which has a line of its own for it.</summary>
    internal string TitleInText { get; private init; } = Title;

    internal static NoticeWords Of(MessageFacts facts) => (facts.About, facts.Method) switch
    {
        (CodesIssued, BackupCodes) => new("new backup codes were made", "Older backup codes no longer work."),
        (CodesIssued, RecoveryCode) => new("a new recovery code was made", "Any older recovery code no longer works."),
        (CodesIssued, RecoveryKey) => new("a recovery key was enabled", "Any older recovery key no longer works."),
        (CodesPending, BackupCodes) => new("new backup codes wait to be confirmed", "The codes of before work until one of the new ones is typed in."),
        (CodesPending, RecoveryKey) => new("a recovery key waits to be confirmed", "It counts once it has been typed in."),
        (PendingCodesExpired, BackupCodes) => new("new backup codes were not confirmed in time", "The new codes do not work."),
        (PendingCodesExpired, RecoveryKey) => new("a recovery key was not confirmed in time", "It does not work."),
        (CodesImported, _) => new("backup codes were taken over", "They come from an older system and go on working."),
        (CodesRevoked, BackupCodes) => new("all backup codes were revoked", "None of them works any more."),
        (CodesRevoked, RecoveryCode) => new("the recovery code was revoked", NoLonger),
        (CodesRevoked, RecoveryKey) => new("the recovery key was disabled", NoLonger),
        (CodesLow, _) => new(Left(facts.Remaining), "Make a new set before you need one."),
        (CodeRedeemed, BackupCodes) => new("a backup code was used", facts.Remaining is null ? null : $"{Sentences.Begin(Left(facts.Remaining))}."),
        (CodeRedeemed, RecoveryCode) => new(
            "the recovery code was used",
            "E-mail addresses, phone numbers, backup codes and a recovery key of before no longer recover the account, and every device is signed out."),
        (CodeRedeemed, RecoveryKey) => new("the recovery key was used", NoLonger),
        (CodeRedeemed, SecurityCodes) => new("a security code was used"),
        (AttemptRefused, BackupCodes) => new("a wrong backup code was typed"),
        (AttemptRefused, RecoveryCode) => new("a wrong recovery code was typed"),
        (AttemptRefused, RecoveryKey) => new("a wrong recovery key was typed"),
        (AttemptRefused, SecurityCodes) => new("a wrong security code was typed"),
        (KeyDisablingScheduled, _) => new("disabling the recovery key was asked for", "It stops working 30 days later. Until then it goes on working."),
        (CredentialsSet, _) => new("a new password or passkey was set", "It was set after the recovery code had been used."),
        (AccountReopened, _) => new("the recovery was opened again", "Whoever holds the account can set a new password once more."),
        (SessionsVoided, _) => new("every device was signed out"),
        (ClockRepaired, _) => new("times kept for recovery were corrected", "A clock had been wrong."),
        (SecurityCodeSent, _) => new("a security code was sent"),
        (ContactAdded, _) => AboutContact(facts, "was added", "It counts once a code that was sent there has been typed in."),
        (ContactConfirmed, _) => AboutContact(facts, "was confirmed", "Security codes can be sent there from now on."),
        (PendingContactExpired, _) => AboutContact(facts, "was not confirmed", "It does not count."),
        (ContactRemoved, _) => AboutContact(facts, "was removed", "Whoever is reached there can undo that for 30 days, without signing in."),
        (RemovalUndone, _) => AboutContact(facts, "is back", "What was added or made since its removal is gone. Set a new password."),
        (WaitStarted, _) => Leaving(facts, "all your addresses and numbers were removed"),
        (WaitReminder, _) => Leaving(facts, "your addresses and numbers are about to go"),
        (WaitCancelled, _) => new("your addresses and numbers stay after all", "Everything is as it was, and every device is signed out. Set a new password."),
        (WaitEnded, _) => new("your addresses and numbers are gone", "Whoever knows the password can now add new ones."),
        (PromptAsked, _) => new("you were asked whether this still reaches you"),
        (PromptSkipped, _) => new("a check of your contacts was put off"),
        (PromptOverdue, _) => new("your contacts were not checked in time", "Signing in takes a security code now, or a new address or number."),
        (RecoveryCompleted, _) => new("your account was recovered", "Every device is signed out, and a new password can be set."),
        (RecoveryFrozen, _) => new("the recovery of your account was stopped", "Nothing can be changed until it was looked at."),
        (RecoveryReleased, _) => new("your account was given back after review", "Every device is signed out, and what was made since its recovery is void."),
        (MessageNotDelivered, _) => new("a message could not be delivered"),
        (AccountErased, _) => new("what was kept for recovery was erased", "Codes, addresses and numbers that recovered the account are gone."),

        // Later versions tell of more kinds.
        _ => new("account recovery has changed", "Something about how your account is recovered has changed."),
    };

    // A wait that was cancelled since has no date any more.
    private static NoticeWords Leaving(MessageFacts facts, string title) => facts.WaitUntil is { } until
        ? new(title, $"Until {EnglishTime.Say(until)} a code that is sent to one of them cancels that, without a password. From then on none of them recovers the account.")
        {
            TitleInText = $"all contacts go on {EnglishTime.SayDay(until)}",
        }
        : new(title, "While they are leaving, a code that is sent to one of them cancels that, without a password.");

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
