namespace AccountRecovery.Ports;

/// <summary>What became of one try at sending a message.</summary>
public enum SendResult
{
    /// <summary>The server or provider has taken the message; it is not sent again.</summary>
    Accepted = 1,

    /// <summary>The address does not exist or does not want it: it is not tried again, and an event tells the host.</summary>
    RefusedForGood = 2,
}
