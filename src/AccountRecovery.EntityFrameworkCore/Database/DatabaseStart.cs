using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AccountRecovery;

/// <summary>
/// Checks the database when the host starts, so that missing tables make the deployment fail and not the first request. When the host stops, delivers the last
/// events while the database is still available to record their delivery.
/// </summary>
/// <param name="database">The database; null if a later registration has replaced the store.</param>
/// <param name="work">Waits for the events that are being delivered.</param>
/// <param name="log">The log, for a database that does not answer.</param>
internal sealed class DatabaseStart(RecoveryDatabase? database, IDueWork work, ILogger<DatabaseStart> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (database?.EnsureReadyAsync(cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (Exception fault) when (DatabaseFaults.IsOfDatabase(fault))
        {
            log.LogError(fault, "The database of account recovery does not answer. Until it does, every call fails and nothing is accepted.");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => work.DrainAsync(cancellationToken).AsTask();
}
