namespace AccountRecovery.Ports;

/// <summary>The result of one try to send a message.</summary>
public enum SendResult
{
    /// <summary>The server or provider has accepted the message. It is not sent again.</summary>
    Accepted = 1,

    /// <summary>The address does not exist or refuses the message. The message is not tried again, and an event informs the host.</summary>
    RefusedForGood = 2,
}
