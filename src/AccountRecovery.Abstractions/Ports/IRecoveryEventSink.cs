namespace AccountRecovery.Ports;

/// <summary>Receives the events for the host, for example to write an audit table, fill a queue or send a notification.</summary>
/// <remarks>
/// An event is committed together with the change that it reports, and delivered after the commit: at least once, and in order for each account.
/// Use <see cref="RecoveryEvent.Id"/> to recognize an event that was delivered before. Each delivery resolves the sink in a scope of its own.
/// </remarks>
public interface IRecoveryEventSink
{
    /// <summary>Receives one event.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="cancellationToken">Cancelled when the process stops.</param>
    /// <returns>
    /// A task that completes when the sink has accepted the event. After an exception, the library delivers the event again; the pause grows with each try.
    /// </returns>
    ValueTask DeliverAsync(RecoveryEvent happened, CancellationToken cancellationToken);
}
