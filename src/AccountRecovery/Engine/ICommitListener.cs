using NodaTime;

namespace AccountRecovery;

/// <summary>Delivers what a commit leaves in the record to be delivered: it leases that in the same write, and begins once the write has succeeded.</summary>
internal interface ICommitListener
{
    /// <summary>Takes what may be delivered now for this process.</summary>
    /// <param name="next">The record that is about to be written.</param>
    /// <param name="now">Now.</param>
    /// <returns>The record to write instead, and what follows the write.</returns>
    Leased Lease(AccountRecord next, Instant now);
}

/// <summary>A record with what this process delivers leased to it.</summary>
/// <param name="Record">The record to write.</param>
/// <param name="OnCommitted">Begins delivering, without making anybody wait; null when nothing was leased.</param>
internal readonly record struct Leased(AccountRecord Record, Action<RecordRunner, AccountId>? OnCommitted);
