namespace AccountRecovery;

/// <summary>All that a page may show. Anonymous callers learn nothing about the account from it.</summary>
public enum PersonResult
{
    /// <summary>Not accepted: for a stranger, whatever the reason.</summary>
    NotAccepted = 0,

    /// <summary>Accepted.</summary>
    Accepted = 1,

    /// <summary>This is no code at all; the fault and its position may be shown.</summary>
    Malformed = 2,

    /// <summary>Not now; shown only to a person who is signed in.</summary>
    TryLater = 3,
}
