using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>Reads and prunes the audit table. There with <see cref="AccountRecoveryAuditExtensions.UseAuditTable"/>.</summary>
public interface IRecoveryAudit
{
    /// <summary>
    /// Lists events by when they happened; those of one instant by the account's bytes, and those of one account then by their number.
    /// </summary>
    /// <remarks>
    /// Refused attempts that were merged into one event are listed at the last of them, while its number is that of the first. An event comes into the table
    /// when it is delivered, a moment after it happened, or later after a fault: an old one may still come.
    /// </remarks>
    /// <param name="query">Which events.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>One page; an empty one at the end.</returns>
    /// <exception cref="ArgumentException">The page is out of bounds, or the query is for the account that is none.</exception>
    ValueTask<IReadOnlyList<RecoveryEvent>> ListAsync(AuditQuery query, CancellationToken cancellationToken = default);

    /// <summary>Deletes what is older than an instant, oldest first and in batches, each a transaction of its own.</summary>
    /// <param name="before">First instant that is kept (inclusive).</param>
    /// <param name="cancellationToken">Stops between two batches; what was deleted stays deleted.</param>
    /// <returns>How many events were deleted. Those of a batch whose acknowledgement was lost are not counted.</returns>
    ValueTask<long> PruneAsync(Instant before, CancellationToken cancellationToken = default);
}
