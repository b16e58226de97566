namespace AccountRecovery;

/// <summary>Who is let in, and to what. Ask at every sign-in, for every session that is used, and before what is sensitive.</summary>
/// <remarks>
/// Every member throws <see cref="RecordUnreadableException"/> when the account's record does not open, <see cref="ArgumentException"/> for an empty
/// account, and whatever the store throws: without an answer, let nobody in.
/// </remarks>
public interface IAccountAccess
{
    /// <summary>Whether something is allowed now; never writes.</summary>
    /// <param name="account">The account; one without a record is allowed everything.</param>
    /// <param name="action">What the person is about to do.</param>
    /// <param name="facts">What the host knows.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Allowed, or why not, until when, and what the person can do.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such action.</exception>
    ValueTask<AccessResult> EvaluateAsync(AccountId account, AccountAction action, AccessFacts facts, CancellationToken cancellationToken = default);
}
