namespace AccountRecovery;

/// <summary>A stored record does not open. It is never replaced by a fresh one: that would hand the account to whoever comes first.</summary>
public sealed class RecordUnreadableException : Exception
{
    internal RecordUnreadableException(AccountId account, RecordFault fault, string message)
        : base(message)
    {
        Account = account;
        Fault = fault;
    }

    /// <summary>The account whose record it is.</summary>
    public AccountId Account { get; }

    /// <summary>Why it does not open.</summary>
    public RecordFault Fault { get; }
}
