using AccountRecovery.Ports;

namespace AccountRecovery.Races;

/// <summary>Broken on purpose: says that a message is sent, and sends it afterwards, which is later than any test lasts.</summary>
internal sealed class LateSender(IRecoverySender inner) : IRecoverySender
{
    private static readonly TimeSpan Delay = TimeSpan.FromHours(1);

    public ValueTask<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        _ = Task.Run(
            async () =>
            {
                await Task.Delay(Delay, CancellationToken.None);
                await inner.SendAsync(message, CancellationToken.None);
            },
            CancellationToken.None);
        return ValueTask.FromResult(SendResult.Accepted);
    }
}
