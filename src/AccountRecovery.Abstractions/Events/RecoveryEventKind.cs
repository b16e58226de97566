using System.Diagnostics.CodeAnalysis;

namespace AccountRecovery;

/// <summary>What kind of thing happened. Later versions add kinds: handle the ones you know and keep a default.</summary>
[SuppressMessage("Design", "CA1027", Justification = "Kinds, one at a time; a gap in the numbers makes no flags of them.")]
public enum RecoveryEventKind
{
    /// <summary>Never sent.</summary>
    None = 0,

    /// <summary>A set of codes is live now; every older one is dead.</summary>
    CodesIssued = 1,

    /// <summary>A code was redeemed and is spent.</summary>
    CodeRedeemed = 2,

    /// <summary>One or more charged attempts failed; <see cref="RecoveryEvent.Count"/> says how many.</summary>
    AttemptRefused = 3,

    /// <summary>Few codes are left: three, one or none.</summary>
    CodesLow = 4,

    /// <summary>A new set was handed out and waits for one of its codes to be typed back.</summary>
    CodesPending = 5,

    /// <summary>A pending set ran out unconfirmed and is gone.</summary>
    PendingCodesExpired = 6,

    /// <summary>The codes were taken over from an older system.</summary>
    CodesImported = 7,

    /// <summary>All codes were revoked.</summary>
    CodesRevoked = 8,

    /// <summary>An operator set back a record that a wrong clock had pushed into the future.</summary>
    ClockRepaired = 9,

    /// <summary>Every session that began before <see cref="RecoveryEvent.At"/> is void: end them.</summary>
    SessionsVoided = 10,

    /// <summary>The host reported new credentials of an account whose recovery code was redeemed.</summary>
    CredentialsSet = 11,

    /// <summary>The recovery key will be disabled; a notice, since its owner may not be who asked.</summary>
    KeyDisablingScheduled = 12,

    /// <summary>An operator gave a new grant to whoever holds an account whose grant ran out unused.</summary>
    AccountReopened = 13,

    /// <summary>A security code is on its way to a contact.</summary>
    SecurityCodeSent = 14,

    /// <summary>A contact was added and waits to be confirmed by a code sent there.</summary>
    ContactAdded = 15,

    /// <summary>A contact was confirmed by a code sent there.</summary>
    ContactConfirmed = 16,

    /// <summary>A contact was not confirmed in time and is gone.</summary>
    PendingContactExpired = 17,

    /// <summary>A message could not be delivered for good: refused, over the budget across accounts, or tried until it expired.</summary>
    MessageNotDelivered = 18,

    /// <summary>The host has erased everything that was kept about the account's recovery. Earlier events that were not delivered yet are deleted with it.</summary>
    AccountErased = 20,

    /// <summary>A contact was removed; a code sent there undoes that for 720 hours.</summary>
    ContactRemoved = 21,

    /// <summary>The removal of a contact was undone by a code sent there: contacts and saved codes of after it are gone.</summary>
    RemovalUndone = 22,

    /// <summary>All contacts were removed, and the wait has begun.</summary>
    WaitStarted = 23,

    /// <summary>The wait goes on; notified weekly, and one week, three days and one day before the end. In a wait of up to 72 hours it is notified at its half and one hour before the end.</summary>
    WaitReminder = 24,

    /// <summary>The wait was cancelled by a code of a leaving contact: end the account's sessions and ask for a new password.</summary>
    WaitCancelled = 25,

    /// <summary>The wait is over and the contacts are gone: ask the person to add new ones at the next sign-in.</summary>
    WaitEnded = 26,

    /// <summary>The person was asked to show that a contact still reaches them.</summary>
    PromptAsked = 27,

    /// <summary>The person put the question off for a day.</summary>
    PromptSkipped = 28,

    /// <summary>Seven days have gone by since the question: the next sign-in needs a verified or a new contact.</summary>
    PromptOverdue = 29,

    /// <summary>A recovery was completed by contacts or by the recovery key: set new credentials.</summary>
    RecoveryCompleted = 30,

    /// <summary>A person whose contact a redeemed recovery code had voided has frozen the account: review whose account it is, then release it.</summary>
    RecoveryFrozen = 31,

    /// <summary>An operator has released a frozen account to whom they have reviewed.</summary>
    RecoveryReleased = 32,
}
