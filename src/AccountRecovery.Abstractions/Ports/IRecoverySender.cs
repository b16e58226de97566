namespace AccountRecovery.Ports;

/// <summary>Sends messages on one channel: through a mail server, or through a provider of text messages and calls.</summary>
/// <remarks>
/// <para>A message is committed together with the change that it reports, and sent after the commit: at least once, and never after it has expired.
/// After a crash or a lost answer, the message is sent again with the same <see cref="OutboundMessage.Id"/>; pass this id to the provider as an idempotency key.</para>
/// <para>Send the text unchanged, and only to the address of the message. If <see cref="OutboundMessage.NeedsKeyPress"/> is true, speak the text only after a
/// person has pressed a key during the call. Do not log the address, the text or the code.</para>
/// <para>Members are called concurrently. The library resolves the sender for each message in a separate scope.</para>
/// </remarks>
public interface IRecoverySender
{
    /// <summary>Sends one message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancelled after 30 seconds, or when the process stops.</param>
    /// <returns>
    /// Whether the message was accepted, or was refused for good. After an exception, the library tries again
    /// until the message expires; the pause grows with each try.
    /// </returns>
    ValueTask<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken);
}
