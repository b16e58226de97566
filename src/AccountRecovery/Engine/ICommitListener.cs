using NodaTime;

namespace AccountRecovery;

/// <summary>
/// Delivers the events and messages that a commit leaves in the record: leases them in the same write, and starts to deliver once the write has succeeded.
/// </summary>
internal interface ICommitListener
{
    /// <summary>Leases to this process the events and messages that may be delivered now.</summary>
    /// <param name="next">The record that is about to be written.</param>
    /// <param name="now">The instant of the decision.</param>
    /// <returns>The record to write in place of <paramref name="next"/>, and the action to run after the write.</returns>
    Leased Lease(AccountRecord next, Instant now);
}

/// <summary>A record in which this process has leased the events and messages that it will deliver.</summary>
/// <param name="Record">The record to write.</param>
/// <param name="OnCommitted">Starts the delivery without making a caller wait for it; null if nothing was leased.</param>
internal readonly record struct Leased(AccountRecord Record, Action<RecordRunner, AccountId>? OnCommitted);
