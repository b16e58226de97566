using AccountRecovery.Ports;

namespace AccountRecovery.Races;

/// <summary>Broken on purpose: says that a message is sent, and sends it afterwards.</summary>
internal sealed class LateSender(IRecoverySender inner) : IRecoverySender
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);

    public ValueTask<Delivery> SendAsync(OutboundMessage message, CancellationToken ct)
    {
        _ = Task.Run(
            async () =>
            {
                await Task.Delay(Delay, CancellationToken.None);
                await inner.SendAsync(message, CancellationToken.None);
            },
            CancellationToken.None);
        return ValueTask.FromResult(Delivery.Accepted);
    }
}
