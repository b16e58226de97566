namespace AccountRecovery;

/// <summary>Decides whether a person is let in and what they may do. Ask at every sign-in, for every session that is used, and before each sensitive action.</summary>
/// <remarks>
/// Every member throws <see cref="RecordUnreadableException"/> if the account's record cannot be opened, <see cref="ArgumentException"/> for an empty
/// account, and any exception of the store. If there is no answer, do not let the person in.
/// </remarks>
public interface IAccountAccess
{
    /// <summary>Decides whether an action is allowed now. Never writes.</summary>
    /// <param name="account">The account. An account without a record is allowed every action.</param>
    /// <param name="action">What the person is about to do.</param>
    /// <param name="facts">What the host knows of the person.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>That the action is allowed, or why not, until when, and what the person can do.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The action is not defined.</exception>
    ValueTask<AccessResult> EvaluateAsync(AccountId account, AccountAction action, AccessFacts facts, CancellationToken cancellationToken = default);
}
