namespace AccountRecovery;

/// <summary>The kind of a message.</summary>
public enum MessageKind
{
    /// <summary>A security code that the person requested, valid for a few minutes.</summary>
    SecurityCode = 1,

    /// <summary>A notice that says what happened to the account's recovery, and how to object.</summary>
    Notice = 2,
}
