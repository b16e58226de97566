using System.Diagnostics.CodeAnalysis;

namespace AccountRecovery;

/// <summary>The kind of an event. Later versions add kinds: handle the kinds that you know, and keep a default case.</summary>
[SuppressMessage("Design", "CA1027", Justification = "An event has exactly one kind. The values are not flags, although there is a gap in the numbers.")]
public enum RecoveryEventKind
{
    /// <summary>No event has this kind.</summary>
    None = 0,

    /// <summary>A set of codes is in force now. Codes of every older set are void.</summary>
    CodesIssued = 1,

    /// <summary>A code was redeemed, and cannot be used again.</summary>
    CodeRedeemed = 2,

    /// <summary>One or more counted attempts failed; <see cref="RecoveryEvent.Count"/> says how many.</summary>
    AttemptRefused = 3,

    /// <summary>Few codes remain: three, one or none.</summary>
    CodesLow = 4,

    /// <summary>A new set was shown to the person. It counts as soon as the person types back one of its codes.</summary>
    CodesPending = 5,

    /// <summary>A new set was not confirmed in time and is deleted.</summary>
    PendingCodesExpired = 6,

    /// <summary>The codes were imported from an older system.</summary>
    CodesImported = 7,

    /// <summary>All codes were revoked.</summary>
    CodesRevoked = 8,

    /// <summary>An operator corrected a record in which a wrong clock had written times in the future.</summary>
    ClockRepaired = 9,

    /// <summary>Every session that began before <see cref="RecoveryEvent.At"/> is void. The host must end these sessions.</summary>
    SessionsVoided = 10,

    /// <summary>The host reported new credentials of an account whose recovery code was redeemed.</summary>
    CredentialsSet = 11,

    /// <summary>The recovery key will be disabled. The owner is notified, because another person may have asked for it.</summary>
    KeyDisablingScheduled = 12,

    /// <summary>An operator issued a new grant for an account whose earlier grant expired unused.</summary>
    AccountReopened = 13,

    /// <summary>A security code is being sent to a contact.</summary>
    SecurityCodeSent = 14,

    /// <summary>A contact was added. It must still be confirmed by a code sent to it.</summary>
    ContactAdded = 15,

    /// <summary>A contact was confirmed by a code sent to it.</summary>
    ContactConfirmed = 16,

    /// <summary>A contact was not confirmed in time and is deleted.</summary>
    PendingContactExpired = 17,

    /// <summary>A message was not delivered and is not tried again: it was refused, was over the budget across accounts, or expired after the last try.</summary>
    MessageNotDelivered = 18,

    /// <summary>The host has erased everything that was kept about the account's recovery. Earlier events that were not delivered yet are deleted too.</summary>
    AccountErased = 20,

    /// <summary>A contact was removed. For 720 hours, a code sent to the contact can undo the removal.</summary>
    ContactRemoved = 21,

    /// <summary>The removal of a contact was undone by a code sent to it. Contacts and saved codes that were added after the removal are deleted.</summary>
    RemovalUndone = 22,

    /// <summary>All contacts were removed, and the wait has begun.</summary>
    WaitStarted = 23,

    /// <summary>
    /// The wait continues. Raised weekly, and one week, three days and one day before the end; in a wait of up to 72 hours, halfway and one hour before the end.
    /// </summary>
    WaitReminder = 24,

    /// <summary>The wait was cancelled by a code sent to a leaving contact. The host must end the account's sessions and ask for a new password.</summary>
    WaitCancelled = 25,

    /// <summary>The wait has ended and the contacts are removed. The host must ask the person to add new contacts at the next sign-in.</summary>
    WaitEnded = 26,

    /// <summary>The person was asked to prove that a contact still reaches them.</summary>
    PromptAsked = 27,

    /// <summary>The person postponed the prompt by 24 hours.</summary>
    PromptSkipped = 28,

    /// <summary>Seven days have passed since the prompt was first shown. The next sign-in requires a verified contact or a new contact.</summary>
    PromptOverdue = 29,

    /// <summary>A recovery was completed by contacts or by the recovery key. The host must ask for new credentials.</summary>
    RecoveryCompleted = 30,

    /// <summary>
    /// A recovery by the recovery code was disputed with a code sent to a contact that the recovery had voided, and the
    /// account is frozen. An operator must review to whom the account belongs, and then release it.
    /// </summary>
    RecoveryFrozen = 31,

    /// <summary>An operator reviewed to whom a frozen account belongs, and released it.</summary>
    RecoveryReleased = 32,
}
