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

    /// <summary>The set was issued before the instant of <see cref="AccountRecoveryOptions.VoidIssuedBefore"/>: what was spent of it after the backup cannot be known.</summary>
    VoidedByRestore = 16,
}
