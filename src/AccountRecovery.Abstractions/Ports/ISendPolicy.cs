namespace AccountRecovery.Ports;

/// <summary>The one budget across accounts: asked before each message is sent, it also counts the message.</summary>
/// <remarks>
/// <para>An account's own record paces what is sent to that account. What it cannot see is a stranger who makes a thousand accounts ask for one text each:
/// numbers of one prefix, of one costly country. That is what this policy is for.</para>
/// <para>Looking and counting are one step: however many machines ask at once, at most as many get true as the budget holds.
/// A message that is refused counts nowhere. A message that was counted and then not sent stays counted.</para>
/// <para>Members are called concurrently, and never inside a transaction of the host.</para>
/// </remarks>
public interface ISendPolicy
{
    /// <summary>Takes one message out of the budget.</summary>
    /// <param name="request">What is about to be sent.</param>
    /// <param name="cancellationToken">Cancels the call; what had been counted by then may stay counted.</param>
    /// <returns>
    /// True when the message is counted and may go; false when it is over the budget. An exception means that nobody knows: then
    /// text messages and calls, which cost money, are not sent, and e-mail is.
    /// </returns>
    ValueTask<bool> TryTakeAsync(SendRequest request, CancellationToken cancellationToken);
}
