namespace AccountRecovery;

/// <summary>How a call or a piece of work ended, as meters and activities name it: the cases of all outcome types, and results of background work.</summary>
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

    /// <summary>A recovery was completed, or a due-work sweep reached its end.</summary>
    Completed = 14,

    /// <summary>The sweep has written the account: time ended something in it, or its events or messages are delivered now.</summary>
    Changed = 15,

    /// <summary>The account needed no work.</summary>
    Unchanged = 16,

    /// <summary>The work on an account has failed.</summary>
    Failed = 17,

    /// <summary>Every sink has accepted the event.</summary>
    Delivered = 18,

    /// <summary>A sink did not accept the event. It is delivered again later.</summary>
    NotDelivered = 19,

    /// <summary>The caller cancelled the call.</summary>
    Cancelled = 20,

    /// <summary>The call threw an exception, most often the store's.</summary>
    Faulted = 21,

    /// <summary>The change is scheduled: the library will make it later without another call.</summary>
    Scheduled = 22,

    /// <summary>A security code was sent. A stranger gets the same answer if none was sent.</summary>
    Sent = 23,

    TooSoon = 24,
    ChannelUnavailable = 25,
    Verified = 26,

    /// <summary>The typed text is not an address.</summary>
    Invalid = 27,

    /// <summary>The address refuses the message permanently. The message is not tried again.</summary>
    RefusedForGood = 28,

    /// <summary>The message was not sent, because the budget for all accounts is used up.</summary>
    OverBudget = 29,

    /// <summary>The message was out of date and was not sent.</summary>
    Superseded = 30,

    /// <summary>The change was made and is in force.</summary>
    Done = 31,

    WaitStarted = 32,
    NeedsMore = 33,

    /// <summary>The sign-in was recorded, or an earlier one less than 24 hours ago was.</summary>
    Recorded = 34,

    /// <summary>The person must not be let in.</summary>
    Denied = 35,

    Skipped = 36,
    Reopened = 37,
    Repaired = 38,
    Erased = 39,

    /// <summary>No repair, new grant or release was needed.</summary>
    NotNeeded = 40,

    NoRecord = 41,
}
