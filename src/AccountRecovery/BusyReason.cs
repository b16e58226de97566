namespace AccountRecovery;

/// <summary>Why nothing could be done right now. Nothing was changed; try again.</summary>
public enum BusyReason
{
    /// <summary>Never given.</summary>
    None = 0,

    /// <summary>All hashing lanes and their queue are taken. Nothing was counted.</summary>
    Lanes = 1,

    /// <summary>The account's record has no room left: nearly always for undelivered events and unsent messages, so look at the event sink and the senders.</summary>
    Queue = 2,

    /// <summary>Others changed the account again and again.</summary>
    Conflict = 3,

    /// <summary>This machine's clock is more than five minutes behind what the record has seen, apart from the store's own, or before <see cref="AccountRecoveryOptions.RestoredAt"/> where something is issued: look at the clocks.</summary>
    ClockSuspect = 4,
}
