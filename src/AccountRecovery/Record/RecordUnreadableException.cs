namespace AccountRecovery;

/// <summary>
/// A stored record cannot be opened. The library never replaces it by a new record, because that would give the account to the first person who asks.
/// </summary>
public sealed class RecordUnreadableException : Exception
{
    internal RecordUnreadableException(AccountId account, RecordFault fault, string message)
        : base(message)
    {
        Account = account;
        Fault = fault;
    }

    /// <summary>The account to which the record belongs.</summary>
    public AccountId Account { get; }

    /// <summary>Why the record cannot be opened.</summary>
    public RecordFault Fault { get; }
}
