using System.Collections.Concurrent;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Records every delivered event, and refuses events on demand. Register the instance as a singleton <see cref="IRecoveryEventSink"/>.</summary>
public sealed class RecordingEventSink : IRecoveryEventSink
{
    private readonly ConcurrentQueue<RecoveryEvent> _delivered = new();

    /// <summary>Every event that the sink has accepted, in order of delivery. An event that was delivered twice is listed twice.</summary>
    public IReadOnlyList<RecoveryEvent> Delivered => [.. _delivered];

    /// <summary>Returns true for an event whose delivery must fail. The library delivers the event again later. If null, no delivery fails.</summary>
    public Func<RecoveryEvent, bool>? Refuses { get; set; }

    /// <inheritdoc/>
    public ValueTask DeliverAsync(RecoveryEvent happened, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (Refuses?.Invoke(happened) == true)
        {
            throw new InvalidOperationException("The recording sink is configured to refuse this event.");
        }

        _delivered.Enqueue(happened);
        return ValueTask.CompletedTask;
    }
}
