using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>Reads and prunes the audit table. <see cref="AccountRecoveryAuditExtensions.UseAuditTable"/> adds this service.</summary>
public interface IRecoveryAudit
{
    /// <summary>
    /// Lists events in the order of the instants at which they happened. Events of the same instant are ordered by the account's bytes, then by their number.
    /// </summary>
    /// <remarks>
    /// If several refused attempts were merged into one event, the event has the instant of the last attempt and the number of the first. An event is added to the
    /// table when it is delivered, usually a moment after it happened, but later after a fault. Events with an old instant may therefore still appear.
    /// </remarks>
    /// <param name="query">The events to list.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>One page of events. An empty page means that no events follow.</returns>
    /// <exception cref="ArgumentException"><see cref="AuditQuery.Max"/> is out of range, or <see cref="AuditQuery.Account"/> is <c>default</c>.</exception>
    ValueTask<IReadOnlyList<RecoveryEvent>> ListAsync(AuditQuery query, CancellationToken cancellationToken = default);

    /// <summary>Deletes the events before an instant, oldest first, in batches. Each batch is a separate transaction.</summary>
    /// <param name="before">The instant from which events are kept (inclusive).</param>
    /// <param name="cancellationToken">Stops between two batches. Events that were already deleted stay deleted.</param>
    /// <returns>The number of deleted events. The events of a batch whose acknowledgement was lost are not counted.</returns>
    ValueTask<long> PruneAsync(Instant before, CancellationToken cancellationToken = default);
}
