namespace AccountRecovery.Ports;

/// <summary>Where the host hears what happened: an audit table, a queue, a notification.</summary>
/// <remarks>
/// An event is committed together with the change it tells of, and delivered after the commit: at least once, in order for each account.
/// Make the effect idempotent by <see cref="RecoveryEvent.Id"/>. Each delivery resolves the sink in a scope of its own.
/// </remarks>
public interface IRecoveryEventSink
{
    /// <summary>Takes one event.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="cancellationToken">Cancelled when the process stops.</param>
    /// <returns>Completes when the event is taken. An exception means "later": it is delivered again after a growing pause.</returns>
    ValueTask DeliverAsync(RecoveryEvent happened, CancellationToken cancellationToken);
}
