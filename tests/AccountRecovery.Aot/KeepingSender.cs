using AccountRecovery;
using AccountRecovery.Ports;

/// <summary>Keeps the last code that was to be sent.</summary>
internal sealed class KeepingSender : IRecoverySender
{
    internal string? LastCode { get; private set; }

    public ValueTask<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        LastCode = message.RevealCode() ?? LastCode;
        return ValueTask.FromResult(SendResult.Accepted);
    }
}
