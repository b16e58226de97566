namespace AccountRecovery;

/// <summary>How something ended, as meters and activities name it: the cases of the families of outcomes, and what no family has.</summary>
internal enum Result
{
    Redeemed = 1,
    Confirmed = 2,
    Issued = 3,
    AwaitingConfirmation = 4,
    AlreadyIssued = 5,
    Imported = 6,
    Revoked = 7,
    Malformed = 8,
    Refused = 10,
    Paused = 11,
    Closed = 12,
    Busy = 13,

    /// <summary>A sweep came to its end, or a recovery.</summary>
    Completed = 14,

    /// <summary>Something ended in an account, or its events were picked up.</summary>
    Changed = 15,

    /// <summary>There was nothing to do.</summary>
    Unchanged = 16,

    /// <summary>An account could not be worked on.</summary>
    Failed = 17,

    /// <summary>Every sink took the event.</summary>
    Delivered = 18,

    /// <summary>A sink did not take the event; it is delivered again later.</summary>
    NotDelivered = 19,

    /// <summary>The caller gave up.</summary>
    Cancelled = 20,

    /// <summary>An exception was thrown: the store's, for the most part.</summary>
    Faulted = 21,

    /// <summary>It will be done later, by itself.</summary>
    Scheduled = 22,

    /// <summary>A security code is on its way, or a stranger gets the same answer.</summary>
    Sent = 23,

    TooSoon = 24,
    ChannelUnavailable = 25,
    Verified = 26,

    /// <summary>What was typed is no address.</summary>
    Invalid = 27,

    /// <summary>The address does not take the message, and it is not tried again.</summary>
    RefusedForGood = 28,

    /// <summary>The budget across accounts had no room for the message.</summary>
    OverBudget = 29,

    /// <summary>The message was worth nothing any more, and was not sent.</summary>
    Superseded = 30,

    /// <summary>A change was made, and is in force.</summary>
    Done = 31,

    WaitStarted = 32,
    NeedsMore = 33,

    /// <summary>A sign-in was recorded, or was recorded less than 24 hours ago.</summary>
    Recorded = 34,

    /// <summary>The person is not to be let in.</summary>
    Denied = 35,

    Skipped = 36,
    Reopened = 37,
    Repaired = 38,
    Erased = 39,

    /// <summary>There was nothing to repair, to reopen or to release.</summary>
    NotNeeded = 40,

    NoRecord = 41,
}
