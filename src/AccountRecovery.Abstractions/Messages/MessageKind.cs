namespace AccountRecovery;

/// <summary>What kind of message is sent.</summary>
public enum MessageKind
{
    /// <summary>A security code that the person asked for: worth nothing after a few minutes.</summary>
    SecurityCode = 1,

    /// <summary>A notice that something happened to the account's recovery, and how to object.</summary>
    Notice = 2,
}
