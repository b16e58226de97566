namespace AccountRecovery;

/// <summary>The exact reason of a refusal: for the host's audit, never for a page that strangers see.</summary>
public enum Refusal
{
    /// <summary>Not used.</summary>
    None = 0,

    /// <summary>The library has no record of the account.</summary>
    UnknownAccount = 1,

    /// <summary>The account has no backup codes in force, or no saved code of the kind that was typed.</summary>
    NoCodes = 2,

    /// <summary>The input is not the right code.</summary>
    WrongCode = 3,

    /// <summary>The code was right, but it was spent earlier.</summary>
    AlreadySpent = 4,

    /// <summary>The set was replaced or revoked while a code of the set was being checked.</summary>
    Superseded = 5,

    /// <summary>No set can be confirmed: none is pending, or its time to be confirmed is over.</summary>
    NothingPending = 6,

    /// <summary>The check took too long after the attempt was counted. The attempt still counts as failed.</summary>
    Lapsed = 7,

    /// <summary>The required proof is missing: the host's password check, for the purpose of changing security settings.</summary>
    PasswordProofNeeded = 8,

    /// <summary>Two-step verification is on, and the second proof is missing.</summary>
    TwoStepProofNeeded = 9,

    /// <summary>The ticket is not genuine, or belongs to another account, session, purpose or kind.</summary>
    TicketInvalid = 10,

    /// <summary>The ticket's time, ten minutes by default, is over.</summary>
    TicketExpired = 11,

    /// <summary>The ticket is void, because the account's epoch has changed since the ticket was issued.</summary>
    TicketVoid = 12,

    /// <summary>The idempotency key was used earlier with other input.</summary>
    IdempotencyKeyReused = 13,

    /// <summary>The stored codes were hashed with a scheme or a cost that this process does not accept.</summary>
    HashNotAccepted = 14,

    /// <summary>The account has, or once had, codes of its own. An import neither replaces nor restores them.</summary>
    CodesExist = 15,

    /// <summary>The set was issued before <see cref="AccountRecoveryOptions.RestoredAt"/>, so nobody can know which of its codes were spent after the backup.</summary>
    VoidedByRestore = 16,

    /// <summary>The saved code is older than the restore of the database. For 30 days after the restore, it requires a second proof.</summary>
    SecondProofNeeded = 17,

    /// <summary>The recovery code in force must be typed as well. This does not spend it.</summary>
    RecoveryCodeNeeded = 18,

    /// <summary>The code that was typed in addition to the proofs is not a code: look for a typing error.</summary>
    TypedCodeMalformed = 19,

    /// <summary>Too many attempts have failed. No code is checked at present.</summary>
    TooManyFailures = 20,

    /// <summary>The recovery code was redeemed, and the host has not reported new credentials yet. The old credentials prove nothing.</summary>
    CredentialsNotSet = 21,

    /// <summary>The grant from redeeming the recovery code is required.</summary>
    GrantNeeded = 22,

    /// <summary>The account's current state does not allow the action.</summary>
    NotInThisState = 23,

    /// <summary>A security code of a contact is required.</summary>
    ContactProofNeeded = 24,

    /// <summary>The caller did not acknowledge what losing the recovery key would mean.</summary>
    AcknowledgementNeeded = 25,

    /// <summary>A recovery key is already in force. Disable it first.</summary>
    KeyExists = 26,

    /// <summary>A device that the account trusts is required.</summary>
    TrustedDeviceNeeded = 27,

    /// <summary>The account has no such contact, or the contact may not be used for this purpose.</summary>
    ContactNotUsable = 28,

    /// <summary>The account already has this address or number.</summary>
    ContactExists = 29,

    /// <summary>The account already has ten contacts. Remove one first.</summary>
    TooManyContacts = 30,

    /// <summary>An address at one of the host's own domains cannot be the only contact: a person who cannot sign in cannot read it.</summary>
    OwnDomainAlone = 31,

    /// <summary>The security code belongs to a flow that has ended or never existed: it expired, had too many tries, was replaced, or is another account's.</summary>
    ChallengeOver = 32,

    /// <summary>The host has no sender for this channel.</summary>
    ChannelUnavailable = 33,

    /// <summary>Too many security codes were sent, or too many are not used yet.</summary>
    TooManyCodes = 34,

    /// <summary>A recovery was frozen. Nothing is done until an operator has released the account.</summary>
    Frozen = 35,

    /// <summary>The host must vouch for a live session.</summary>
    SessionProofNeeded = 36,

    /// <summary>Completing the recovery requires more proofs.</summary>
    MoreProofNeeded = 37,

    /// <summary>A wait began less than 24 hours ago, or three began within 90 days.</summary>
    TooManyWaits = 38,

    /// <summary>The person was not asked a question that could be put off.</summary>
    NothingAsked = 39,

    /// <summary>The question was put off less than 24 hours ago.</summary>
    SkippedAlready = 40,

    /// <summary>The question cannot be put off any longer: seven days have passed since the person was first asked.</summary>
    PromptOverdue = 41,

    /// <summary>The account is in the wait.</summary>
    WaitRuns = 42,
}
