namespace AccountRecovery;

/// <summary>The only answer that a page may show. It reveals nothing about the account to anonymous callers.</summary>
public enum PersonResult
{
    /// <summary>Not accepted. A person who is not signed in gets this answer whatever the reason.</summary>
    NotAccepted = 0,

    /// <summary>Accepted.</summary>
    Accepted = 1,

    /// <summary>The input is not a code at all. The page may show the fault and its position.</summary>
    Malformed = 2,

    /// <summary>Try again later. Shown only to a person who is signed in.</summary>
    TryLater = 3,
}
