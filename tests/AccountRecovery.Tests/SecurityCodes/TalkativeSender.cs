using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Fails as mail servers do: with the address and all of the text in its exception.</summary>
internal sealed class TalkativeSender(RecordingSender inner) : IRecoverySender
{
    public async ValueTask<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await inner.SendAsync(message, cancellationToken);
        }
        catch (InvalidOperationException fault)
        {
            throw new IOException($"550 {message.RevealAddress()} does not take: {message.Text.RevealBody()}", fault);
        }
    }
}
