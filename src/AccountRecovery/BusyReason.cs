namespace AccountRecovery;

/// <summary>Why the call could not be done now. The call has changed nothing; try again.</summary>
public enum BusyReason
{
    /// <summary>Not used.</summary>
    None = 0,

    /// <summary>All hashing lanes and all places in their queue are in use. No attempt was counted.</summary>
    Lanes = 1,

    /// <summary>The account's record has no room left. Nearly always, undelivered events and unsent messages fill it: check the event sink and the senders.</summary>
    Queue = 2,

    /// <summary>At each of its tries, the call found that another call had changed the account.</summary>
    Conflict = 3,

    /// <summary>
    /// This server's clock is suspect: more than five minutes behind the latest instant in the record, more than five minutes from the store's clock, or, when
    /// something is issued, before <see cref="AccountRecoveryOptions.RestoredAt"/>. Check the clocks.
    /// </summary>
    ClockSuspect = 4,
}
