namespace AccountRecovery.Ports;

/// <summary>Sends messages on one channel: through a mail server, or a provider of text messages and calls.</summary>
/// <remarks>
/// <para>A message is committed together with the change that it tells of, and sent after the commit: at least once, never after it has expired.
/// A crash, or an answer that was lost, sends it again under the same <see cref="OutboundMessage.Id"/>; pass that on as the provider's idempotency key.</para>
/// <para>Send to the message's address and nowhere else, with its text as it is. Where <see cref="OutboundMessage.NeedsKeyPress"/> is true, speak it only after a
/// person has pressed a key during the call. Log neither address nor text nor code.</para>
/// <para>Members are called concurrently. Each message resolves the sender in a scope of its own.</para>
/// </remarks>
public interface IRecoverySender
{
    /// <summary>Sends one message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancelled after 30 seconds, and when the process stops.</param>
    /// <returns>Whether it was taken or will never be. An exception means "later": it is tried again after a growing pause, until it expires.</returns>
    ValueTask<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken);
}
