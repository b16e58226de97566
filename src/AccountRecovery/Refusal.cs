namespace AccountRecovery;

/// <summary>Exactly why something was refused: for the host's audit, never for a page that strangers see.</summary>
public enum Refusal
{
    /// <summary>Never given.</summary>
    None = 0,

    /// <summary>The account has no record here.</summary>
    UnknownAccount = 1,

    /// <summary>The account has no live set of codes.</summary>
    NoCodes = 2,

    /// <summary>The input is no code of the live set.</summary>
    WrongCode = 3,

    /// <summary>The code was valid once and is spent.</summary>
    AlreadySpent = 4,

    /// <summary>The set was replaced or revoked while the code was being checked.</summary>
    Superseded = 5,

    /// <summary>No set waits for confirmation, or its time has run out.</summary>
    NothingPending = 6,

    /// <summary>The check took too long after the attempt was counted; it stays counted.</summary>
    Lapsed = 7,

    /// <summary>The proof that this needs was not given: the host's password check, for the purpose of changing security settings.</summary>
    PasswordProofNeeded = 8,

    /// <summary>Two-step verification is on, and no second proof was given.</summary>
    TwoStepProofNeeded = 9,

    /// <summary>The ticket is not genuine, or is of another account, session, purpose or kind.</summary>
    TicketInvalid = 10,

    /// <summary>The ticket's ten minutes are over.</summary>
    TicketExpired = 11,

    /// <summary>The account has changed so much since the ticket was made that it is void.</summary>
    TicketVoid = 12,

    /// <summary>The idempotency key was used before, with other input.</summary>
    IdempotencyKeyReused = 13,

    /// <summary>The stored codes were hashed by a scheme or at a cost that this process does not accept.</summary>
    HashNotAccepted = 14,

    /// <summary>The account has, or once had, codes of its own; importing does not replace or revive them.</summary>
    CodesExist = 15,

    /// <summary>The set was issued before the instant of <see cref="AccountRecoveryOptions.RestoredAt"/>: what was spent of it after the backup cannot be known.</summary>
    VoidedByRestore = 16,

    /// <summary>The saved code is older than a restore of the database; for 30 days after it, a second proof is asked for.</summary>
    SecondProofNeeded = 17,

    /// <summary>The live recovery code has to be typed as well; it is not spent by that.</summary>
    RecoveryCodeNeeded = 18,

    /// <summary>The code that was typed beside the proofs is no code: look for a slip.</summary>
    TypedCodeMalformed = 19,

    /// <summary>Too many failures: no code is examined for now.</summary>
    TooManyFailures = 20,

    /// <summary>The recovery code was redeemed, and the host has not reported new credentials yet: the old ones prove nothing.</summary>
    CredentialsNotSet = 21,

    /// <summary>The grant of the redeemed recovery code is needed.</summary>
    GrantNeeded = 22,

    /// <summary>This is not done while the account stands as it does.</summary>
    NotInThisState = 23,

    /// <summary>A security code of a contact is needed.</summary>
    ContactProofNeeded = 24,

    /// <summary>It was not acknowledged what losing the recovery key would mean.</summary>
    AcknowledgementNeeded = 25,

    /// <summary>A recovery key is live already; disable it first.</summary>
    KeyExists = 26,

    /// <summary>A device that the account trusts is needed.</summary>
    TrustedDeviceNeeded = 27,

    /// <summary>The account has no such contact, or not one that may be used for this.</summary>
    ContactNotUsable = 28,

    /// <summary>The account has this address or number already.</summary>
    ContactExists = 29,

    /// <summary>The account has ten contacts; remove one first.</summary>
    TooManyContacts = 30,

    /// <summary>An address at one of the host's own domains cannot be the only contact: who cannot sign in cannot read it.</summary>
    OwnDomainAlone = 31,

    /// <summary>The security code was sent for a flow that is over or never was: expired, tried too often, replaced, or another account's.</summary>
    ChallengeOver = 32,

    /// <summary>The host has no sender for this channel.</summary>
    ChannelUnavailable = 33,

    /// <summary>Too many security codes were sent, or are not used yet.</summary>
    TooManyCodes = 34,

    /// <summary>A recovery was frozen: nothing is done until an operator has released the account.</summary>
    Frozen = 35,

    /// <summary>A live session is needed, which the host vouches for.</summary>
    SessionProofNeeded = 36,

    /// <summary>The recovery requires more proofs.</summary>
    MoreProofNeeded = 37,

    /// <summary>A wait began less than 24 hours ago, or three began within 90 days.</summary>
    TooManyWaits = 38,

    /// <summary>The person was not asked anything that could be put off.</summary>
    NothingAsked = 39,

    /// <summary>It was put off less than 24 hours ago.</summary>
    SkippedAlready = 40,

    /// <summary>It cannot be put off any longer: seven days have passed since the person was first asked.</summary>
    PromptOverdue = 41,

    /// <summary>The wait runs.</summary>
    WaitRuns = 42,
}
