namespace AccountRecovery.Ports;

/// <summary>The one budget for messages across accounts. The library asks the policy before it sends a message, and the policy counts the message.</summary>
/// <remarks>
/// <para>The record of an account limits the messages of that account. It cannot detect a stranger who requests one text message for each of a thousand accounts,
/// for example to numbers with one prefix or in one expensive country. This policy prevents such an attack.</para>
/// <para>Checking the budget and counting the message are one atomic step: however many servers ask at once, at most as many calls return true as the budget allows.
/// A refused message is not counted. A message that was counted and then not sent stays counted.</para>
/// <para>Members are called concurrently, and never inside a transaction of the host.</para>
/// </remarks>
public interface ISendPolicy
{
    /// <summary>Counts one message against the budget, unless the budget is used up.</summary>
    /// <param name="request">The message that is about to be sent.</param>
    /// <param name="cancellationToken">Cancels the call; the message may stay counted.</param>
    /// <returns>
    /// True if the message is counted and may be sent; false if it is over the budget. If the policy throws an exception, text messages and calls,
    /// which cost money, are not sent, and e-mail is sent.
    /// </returns>
    ValueTask<bool> TryTakeAsync(SendRequest request, CancellationToken cancellationToken);
}
