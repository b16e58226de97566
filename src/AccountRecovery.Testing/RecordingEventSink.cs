using System.Collections.Concurrent;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Keeps every delivered event, and refuses on demand. Register the instance as a singleton <see cref="IRecoveryEventSink"/>.</summary>
public sealed class RecordingEventSink : IRecoveryEventSink
{
    private readonly ConcurrentQueue<RecoveryEvent> _delivered = new();

    /// <summary>Every event that was taken, in order of delivery; a repeated delivery is there twice.</summary>
    public IReadOnlyList<RecoveryEvent> Delivered => [.. _delivered];

    /// <summary>Decides which deliveries fail: the event is not taken and comes again later.</summary>
    public Func<RecoveryEvent, bool>? Refuses { get; set; }

    /// <inheritdoc/>
    public ValueTask DeliverAsync(RecoveryEvent happened, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (Refuses?.Invoke(happened) == true)
        {
            throw new InvalidOperationException("The recording sink is set to refuse this event.");
        }

        _delivered.Enqueue(happened);
        return ValueTask.CompletedTask;
    }
}
